package io.pinelink.doctor;

import java.nio.ByteBuffer;

/** The first message of a TLS client. */
final class ClientHello {
  private static final byte HANDSHAKE_RECORD = 22;
  private static final byte CLIENT_HELLO = 1;
  private static final short TLS_1_0 = 0x0301;
  private static final short TLS_1_2 = 0x0303;
  private static final int RECORD_HEAD = 5;
  private static final int MESSAGE_HEAD = 4;
  private static final int RANDOM = 32;
  private static final int BODY = Short.BYTES + RANDOM + 1 + 2 * Short.BYTES + 2;

  private ClientHello() {}

  /**
   * Returns a well-formed message whose only cipher suite is none at all, TLS_NULL_WITH_NULL_NULL.
   * Servers respond with an alert, or close the connection.
   */
  static byte[] unacceptable() {
    return ByteBuffer.allocate(RECORD_HEAD + MESSAGE_HEAD + BODY)
        .put(HANDSHAKE_RECORD)
        .putShort(TLS_1_0)
        .putShort((short) (MESSAGE_HEAD + BODY))
        .putInt(CLIENT_HELLO << 24 | BODY)
        .putShort(TLS_1_2)
        .put(new byte[RANDOM])
        .put((byte) 0) // no session to resume
        .putShort((short) Short.BYTES)
        .putShort((short) 0) // the cipher suite
        .put((byte) 1)
        .put((byte) 0) // no compression
        .array();
  }
}
