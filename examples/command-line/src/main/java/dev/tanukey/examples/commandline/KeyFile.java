package dev.tanukey.examples.commandline;

import dev.tanukey.testkit.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A signing key in a file (PKCS #8 in PEM, RFC 7468 10), so that who mints and who verifies in other processes mean the
 * same key. It is for tests: nothing guards it but the mode of the file.
 */
final class KeyFile {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int MAXIMUM_LENGTH = 65_536;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private KeyFile() {}

    /** Reads the key, or makes one and writes it where nobody else can read it. */
    static SigningKey readOrCreate(Path file) {
        try {
            return SigningKey.of(Files.exists(file) ? read(file) : create(file));
        } catch (IOException failure) {
            throw Refusal.input("the key file " + file + " can neither be read nor made: " + FileTrouble.of(failure));
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            throw Refusal.input("expected an RSA key of 2048 bits or more in " + file
                    + ", as PKCS #8 in PEM (BEGIN PRIVATE KEY), but came something else; name a file that does not exist"
                    + " yet, and it will be made");
        }
    }

    /** Writes the public half as a JWK Set, as GitLab would publish it. */
    static void writePublic(SigningKey key, Path file) {
        write(file, jwks(key) + "\n", "the key set");
    }

    static String jwks(SigningKey key) {
        return JsonText.write(Map.of("keys", List.of(key.jwk())));
    }

    /** Writes a file that everybody may read. */
    static void write(Path file, String text, String what) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw Refusal.input(what + " cannot be written to " + file + ": " + FileTrouble.of(failure));
        }
    }

    private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(MAXIMUM_LENGTH), StandardCharsets.US_ASCII);
        }
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("no PEM block");
        }
        byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        PrivateKey secret = rsa.generatePrivate(new PKCS8EncodedKeySpec(der));
        if (!(secret instanceof RSAPrivateCrtKey whole)) {
            throw new IllegalArgumentException("a private key without its public exponent");
        }
        return new KeyPair(
                rsa.generatePublic(new RSAPublicKeySpec(whole.getModulus(), whole.getPublicExponent())), secret);
    }

    private static KeyPair create(Path file) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        String pem = BEGIN + "\n" + LINES.encodeToString(pair.getPrivate().getEncoded()) + "\n" + END + "\n";
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(file))) {
            channel.write(java.nio.ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (FileAlreadyExistsException raced) {
            return read(file);
        }
        return pair;
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
