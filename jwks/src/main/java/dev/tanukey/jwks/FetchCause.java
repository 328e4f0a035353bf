package dev.tanukey.jwks;

/** Why a fetch is made. */
enum FetchCause {

    /** Its time has come, or a program wants to have keys before the first token. */
    SCHEDULE,

    /** A token cannot be judged without; uses up the next forced fetch. */
    TOKEN,

    /** Somebody knows that the keys have changed, and no cache on the way may say that they have not. */
    OPERATOR
}
