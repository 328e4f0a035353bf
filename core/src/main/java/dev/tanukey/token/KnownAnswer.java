package dev.tanukey.token;

import dev.tanukey.key.SignatureAlgorithm;

/**
 * One true signature for each algorithm and curve, made once with the JDK 17 over {@link #MESSAGE} by keys that were
 * thrown away. Keys are SubjectPublicKeyInfo, signatures have JWS form; both in base64.
 */
enum KnownAnswer {
    RS256(
            SignatureAlgorithm.RS256,
            "RSA",
            RsaKey.SPKI,
            "Ktu7OvEd9tHEifThpN6tZL9ttCvgC6PRR2GtBqcqrMphFdS9Bcm+bv02kemqAWkG10e1rkBishZqzYpi0++2fNKV"
                    + "n9HdrLs1h6fO+8ZSiu/udr31NeDbtQJSlDoEhjx1h4fjhtE5FV4zSYY1CVpYL2n3L4ebY+HaL82/fOZtu2Mm+pQ/"
                    + "O8D1r/5Tn4Q97OS1Bpsw3BYpV3tXvkLKr1ZikiYIYaUXE1uWZyPWrNIl1xzXEoBZtHUNPBmEjC2vdYHgOkMg3uSb"
                    + "kmdpICaeVK2g5t4cCsvVbfxcSJe++evJiu6EhxQ0rDP/zE/PZ3bfNoT5j7uA3Io6CIkf1d1ng44rhQ=="),
    RS384(
            SignatureAlgorithm.RS384,
            "RSA",
            RsaKey.SPKI,
            "S+UYFNahReTZ4Gd1jBc7HUeYJt54JLx7fv+fUQ630w5WHVeXCkLPujqBErRs647f/QqLjKMB0ng+6EKEqG24Udwr"
                    + "QBKpotJ4pckD4YVGMM658Wpt3PvTWFpetry8kNT8mf5pWBjPQ37UnJp0yQljTwdDehWTXsBUwMcjjlLkhaXHF1tY"
                    + "Wq+ongmXiBNTw00r7V/Xl81rKT501GyD8v1IaHAJebJfkRSYGGr19R+MFcg389/Dh7xCsBy995+Tt5Eis04fHzbC"
                    + "pPVbiNtoy+QfGDIbVN+y10ziWnYf/5fVwN/FGql6HE/b776bBTCAnkWKdPdb0f1v8KOjsOdx5mzx+w=="),
    RS512(
            SignatureAlgorithm.RS512,
            "RSA",
            RsaKey.SPKI,
            "fyfbpJcQUWbpVaKq9/VirXefiqXgof5/AmIc5YcA/X5Esm2NmsdCD81TF4K1RRE26qjD1SWLMwr0Xmmm7UFiCVjW"
                    + "eIrqVyFXYT0EvXdA3+ZpaQwGGIkWYwVaxiNk8aYDlNzZqYvWs6T7RlwGAAQlCeoEp6yyyisCfhO8JPsnFbUG97jm"
                    + "IKRPbJA7Vz/fSMdUA1JrS6hNciSfnfDnChVxk55sQ9g8RD3xrM+QlZy+c95rL0CfYnxg3KrCHcW0T4qpg1xbUBuH"
                    + "Ez9dmLiYEWXiRgeMfYnnOVV672o8YplxTP90kR36kItTTMkotyx97Q3fSORAC5yMWK8NnE0GqbtalA=="),
    PS256(
            SignatureAlgorithm.PS256,
            "RSA",
            RsaKey.SPKI,
            "HOqnkjh6kkJE3jKqqRw0rL2xVLIkAVjJblk170VONr5AVhVu4UISk0Ynh3eYt38TEOZNGC2BwAyszzHR4h2sOE/l"
                    + "g/VFz586oza5229sKJ3E1Hmi9P6U136oQV1MBwgAv2CWAWz1DJ+48fYWUEO3i0lSCsbj585K7rp0Etj5JnMCRJ1S"
                    + "+XGkH0Q7+rOORU7ti6uWxNKmcwEh6dyNBc2d1NL9LZwkGdLU4yror77hgyeFvb2OLJg3Ub2CERfQlDu3NwdW7RXT"
                    + "PDS9JXeOo6CUpzS6P5uPXBUyT+AWs6jH5O2UYx1VZU8zNmNWfXER2kh3Pc07hkUYauZcprPaIzQG5A=="),
    PS384(
            SignatureAlgorithm.PS384,
            "RSA",
            RsaKey.SPKI,
            "gtVZMAi0DSEcVNLw/0vsL2BSEWEFjA0EUNCiZxuJrVAwxO5mtMUqxY7f6IAz1sCZwP4JoIyw1uw+2qCfiezc1df7"
                    + "yTYWmnEjRgoPsB7bskCBCjRwjzKzNoNAuOoVIFYhiARkFJq2ag+8YL31iWsvQS/KQcvS4Xod5hfs36euxNDBXM4t"
                    + "gKOpQrGEM6rTtdkS953jfNnMagUK9Ep3HrEnf1HXiR8J2HgL8B3CxafmNzIoU3FKwqKlsCRqAQB7mzx7mCgzMn1M"
                    + "PLyXpTSHwozFAqI9GXT+t+N3O3mgEtdm8iQQQiTFmyEVpyClViXyjJsnpbehzdau3WeJjRQ2p0Z0+Q=="),
    PS512(
            SignatureAlgorithm.PS512,
            "RSA",
            RsaKey.SPKI,
            "Mq4r09NXyHECFvDNEwid4OXak7EeXc2lES3w1rGmXa+yinNime0FriiTCKQgypb75vPN8rcTwKiCPFqoF8rXa73v"
                    + "SrSZBHSO9EioS5FzcPbqBMIK2LsT3uUw4sEEaw8lB1GINjXu/A3Mp9/OjuqmXq/6SHfPi1f8vWiEAllqJjp8AXd8"
                    + "cpg055+7dfBmjpye70Abxjm3FyH2ZBtKs4HfiFQSAxOCl5GP7aOfDUD8bIqhub2UNws1LH7wjAanzNOY5z2qN4ea"
                    + "G1qQc1m6oAZfjWdIaHWgeKiw+mwpEOzGDv3lMCp29tMRV9jNNVFK216sbF+Xzc4qAfFDGq30FH+hNg=="),
    ES256(
            SignatureAlgorithm.ES256,
            "EC",
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9+CVjoCCBatwISVtNP8JR+8fQo3mlhdZb8ewiULyemrv0ZzeLf2D"
                    + "LjhkOr6iZgr8hViI1KBNNQ/oN2DHYLRjkw==",
            "S3kklwI/IFZBEFV1RPFh23Gi7K9BSWk2uNSzo5kbd09TspGTLbVd28i6UBMRI9L1mErei8cndyxGXWI62uqZHg=="),
    ES384(
            SignatureAlgorithm.ES384,
            "EC",
            "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEEoxXV/mAnc4qdYtpmo/NekQk+sS0xkGi5Jdq+RbXgZFuSJNtmLY2U8Wl"
                    + "bWvj5MsWjwlmSbiOgrm8DpAKpSWBl4jUDy2HsiZU35ClAdFyPV1eWoF4xWYUtepNhOca9du0",
            "Qr0ZPv8TA+UL/1fG1hWyQZK1jM9fcpLsjzz74uhoaU6Q0WnY4VDrzxhQbrbbiGzTMgYBY7ZO2sB6e3MYe4TEATWe"
                    + "Y2w73rkOyA1WBJt5cBCcuMFTsroZs+iTXTOCuEBU"),
    ES512(
            SignatureAlgorithm.ES512,
            "EC",
            "MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQBTvwCrpZ4XHdZhDyl2rbt1vSdJf/pkuG7mOcmEoKRdMLJDSbI81Eh"
                    + "kDJA2aQUcnaCS/NF/IRiQbpfCWWGBu70d+kAxSh2apxN15pzxx86AxpEgYGD5gSIpNmw4ySvl9DHln18ggfqZxl9"
                    + "N3tEVgovPTwBN9CJwY/FIep9vb5IgK60iI8=",
            "AJ+2lrFBDaBgAIwsnz/iJ8MNiATIL5sUmw8dh/Wzgq4ndDQRlqI8OhosUK1Ber1i8+U5nEWNCON6FJ2i3YsKkfLV"
                    + "AQ1O33jd5T3kvZdnaiGRUC9P2XJgAmeEtRWI6w1ZIL5af6Zbsnx1CKzNPUVCoJciQBvm/1lo2WJKGGTZmZ9oNfWL"),
    ED25519(
            SignatureAlgorithm.EDDSA,
            "Ed25519",
            "MCowBQYDK2VwAyEAXqFKw/4MfRKa8L3SOBph+sHQ1cNF65EilCKG9gZt12w=",
            "ZLl+IU0SWqnQTuF3HYv5ilVLf5MdKjEtZuz+1Phf3JitsSgWMa1QYCwanoMXlHCDztl2XySomJSJQ4zPEoVACQ=="),
    ED448(
            SignatureAlgorithm.EDDSA,
            "Ed448",
            "MEMwBQYDK2VxAzoAH1OuuBRmOXqSuNatUp2qAPVJMrzR83JW3cyfZg7T7bNQftQtTJAQM856aF2vqNNdx9tY0D/z" + "qGWA",
            "04Lw2oVX8fvf7Lh/Pdxq/ZcKODN2jGvos+OG9jI5LOyly1Pg5FGzOaYaCxcbMC4PKEebtgQAAUIAh5bz4OWs5hfK"
                    + "1wzUs4Xz4uNUPS+4CAYgjADfDtLFp7Ws18pgEYp2oHkdQZfIx11CZTHohw/b2AwA");

    /** What was signed. */
    static final String MESSAGE = "Tanukey self-test";

    private final SignatureAlgorithm algorithm;
    private final String keyFamily;
    private final String publicKey;
    private final String signature;

    KnownAnswer(SignatureAlgorithm algorithm, String keyFamily, String publicKey, String signature) {
        this.algorithm = algorithm;
        this.keyFamily = keyFamily;
        this.publicKey = publicKey;
        this.signature = signature;
    }

    SignatureAlgorithm algorithm() {
        return algorithm;
    }

    String keyFamily() {
        return keyFamily;
    }

    String publicKey() {
        return publicKey;
    }

    String signature() {
        return signature;
    }

    /** A constant of an enum cannot name a constant that stands below it. */
    private static final class RsaKey {
        private static final String SPKI =
                "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAjG+bjM4iACv5P66wGmgvCol1M5owj6piEGQFrjNAwogi"
                        + "5oYiLLHIn3qp9PFuszcbcibbKQ78iiZBQ6hoUoLA26WCfu/9D1tzZ+V0EnAFy/Y2ohg7JBPUS2EQL7v2APg4yXIx"
                        + "3Z+Uj2oou/jrIds7wxJRO8f/p/C8KF9W/E+o5xnwDKmbt+4QchbYDJePchJTRsSoOcd2BAx7d6xV9ZAKMpysxxtE"
                        + "PKHicJeIwddnOsQqtDVdx6UwgnXQkwwH9TVnAR95JIMlSHLPcU63ubkqHYVpmNuUJslNYYj8UdmMuBg1G1CDy3WM"
                        + "s+QkVVXCnlVcy2+dXhXr29xtL7Z7m7lQywIDAQAB";
    }
}
