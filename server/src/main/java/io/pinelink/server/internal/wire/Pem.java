package io.pinelink.server.internal.wire;

import java.util.Base64;

/** The PEM encoding: base64 between two lines that name the type of the content. */
public final class Pem {
  public static final String CERTIFICATE = "CERTIFICATE";

  /** A private key in PKCS #8. */
  public static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final int LINE_LENGTH = 64;
  private static final byte[] LINE_END = {'\n'};

  private Pem() {}

  public static String encode(String type, byte[] bytes) {
    String body = Base64.getMimeEncoder(LINE_LENGTH, LINE_END).encodeToString(bytes);
    return begin(type) + "\n" + body + "\n" + end(type) + "\n";
  }

  /**
   * Decodes the first block of a type in a text.
   *
   * @throws IllegalArgumentException if there is no such block
   */
  public static byte[] decode(String type, String text) {
    int begin = text.indexOf(begin(type));
    int end = text.indexOf(end(type));
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("no PEM block '" + type + "'");
    }
    return Base64.getMimeDecoder().decode(text.substring(begin + begin(type).length(), end));
  }

  private static String begin(String type) {
    return "-----BEGIN " + type + "-----";
  }

  private static String end(String type) {
    return "-----END " + type + "-----";
  }
}
