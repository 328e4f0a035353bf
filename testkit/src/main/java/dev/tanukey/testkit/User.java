package dev.tanukey.testkit;

/** Who runs the job or logged in. */
record User(String login, long id) {
    static final User DEFAULT = new User("jdoe", 1001);

    String email() {
        return login + "@example.com";
    }
}
