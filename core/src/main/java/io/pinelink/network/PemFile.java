package io.pinelink.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The blocks of a PEM file. Exceptions name the file and the problem, never the content. */
final class PemFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ");
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final List<String> KEY_KINDS = List.of("RSA", "EC");

  private final Path path;
  private final List<Block> blocks;

  /** The kind and the Base64 text of a block. */
  private record Block(String kind, String base64) {}

  private PemFile(Path path, List<Block> blocks) {
    this.path = path;
    this.blocks = blocks;
  }

  static PemFile read(Path path) {
    String text;
    try {
      text = Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException("'" + path + "' cannot be read (" + e + ")", e);
    }
    List<Block> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      blocks.add(new Block(block.group(1), block.group(2)));
    }
    PemFile file = new PemFile(path, blocks);
    if (BEGIN.matcher(text).results().count() != blocks.size()) {
      throw file.wrong("has a block without an end", null);
    }
    return file;
  }

  /** Returns the certificates, at least one, in the file's order. */
  List<X509Certificate> certificates() {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks) {
      if (block.kind().equals(CERTIFICATE)) {
        certificates.add(certificate(block, certificates.size() + 1));
      }
    }
    if (certificates.isEmpty()) {
      throw wrong("contains no certificate", null);
    }
    return certificates;
  }

  private X509Certificate certificate(Block block, int number) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der(block)));
    } catch (CertificateException | IllegalArgumentException e) {
      throw wrong("has a certificate that cannot be read, number " + number, e);
    }
  }

  /** Returns the private key, of which the file must contain exactly one. */
  PrivateKey privateKey() {
    List<Block> keys = blocks.stream().filter(block -> block.kind().endsWith(PRIVATE_KEY)).toList();
    if (keys.size() != 1) {
      throw wrong("contains " + (keys.isEmpty() ? "no" : keys.size()) + " private keys", null);
    }
    Block key = keys.get(0);
    if (!key.kind().equals(PRIVATE_KEY)) {
      throw wrong(
          "contains an '"
              + key.kind()
              + "', expected an unencrypted PKCS#8 'PRIVATE KEY', as 'openssl pkcs8 -topk8"
              + " -nocrypt' writes it",
          null);
    }
    return privateKey(key);
  }

  /** Parses a key. Its algorithm is inside the block, so each supported one is tried. */
  private PrivateKey privateKey(Block block) {
    for (String kind : KEY_KINDS) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der(block)));
      } catch (InvalidKeySpecException e) {
        // Not of this kind.
      } catch (NoSuchAlgorithmException | IllegalArgumentException e) {
        throw wrong("has a private key that cannot be read", e);
      }
    }
    throw wrong("has a private key that cannot be read, expected one of " + KEY_KINDS, null);
  }

  private static byte[] der(Block block) {
    return Base64.getMimeDecoder().decode(block.base64());
  }

  private IllegalArgumentException wrong(String what, @Nullable Exception cause) {
    String found =
        blocks.isEmpty()
            ? "nothing in PEM"
            : blocks.stream().map(Block::kind).distinct().collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "'" + path + "' " + what + " (found: " + found + ")", cause);
  }
}
