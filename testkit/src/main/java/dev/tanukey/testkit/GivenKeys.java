package dev.tanukey.testkit;

/** Keys that somebody has handed over; may be one key twice. */
record GivenKeys(SigningKey user, SigningKey ci) {

    boolean isOne() {
        return user.keyId().equals(ci.keyId());
    }
}
