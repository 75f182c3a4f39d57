package io.pinelink.doctor.internal.dns;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The message that asks for the addresses of one family, and its response, as in RFC 1035. A
 * response that was truncated counts as far as it goes.
 */
final class DnsQuestion {
  /** The maximum length of a message over UDP, without the extensions that would allow more. */
  static final int MAX_MESSAGE = 512;

  private static final int HEADER = 12;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RESPONSE = 0x8000;
  private static final int TRUNCATED = 0x0200;
  private static final int CODE = 0x000f;
  private static final int INTERNET = 1;
  private static final int POINTER = 0xc0;
  private static final int MAX_LABEL = 63;
  private static final int MAX_NAME = 255;

  /** A family of addresses: its record type, and the length of an address. */
  enum Family {
    IPV4(1, 4),
    IPV6(28, 16);

    private final int type;
    private final int length;

    Family(int type, int length) {
      this.type = type;
      this.length = length;
    }
  }

  private final int id;
  private final Family family;
  private final byte[] question;

  /**
   * Creates a question.
   *
   * @throws IllegalArgumentException if the name cannot be in DNS: a label has no or more than 63
   *     characters, or the name has more than 253
   */
  DnsQuestion(int id, String name, Family family) {
    this.id = id & 0xffff;
    this.family = family;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String label : name.split("\\.", -1)) {
      byte[] bytes = label.getBytes(StandardCharsets.ISO_8859_1);
      if (bytes.length == 0 || bytes.length > MAX_LABEL) {
        throw new IllegalArgumentException("name is '" + name + "', expected labels of 1 to 63");
      }
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    out.write(0);
    if (out.size() > MAX_NAME) {
      throw new IllegalArgumentException("name is '" + name + "', expected at most 253 characters");
    }
    out.writeBytes(new byte[] {0, (byte) family.type, 0, INTERNET});
    this.question = out.toByteArray();
  }

  /** Returns the message to send. */
  ByteBuffer message() {
    return ByteBuffer.allocate(HEADER + question.length)
        .putShort((short) id)
        .putShort((short) RECURSION_DESIRED)
        .putShort((short) 1)
        .putShort((short) 0)
        .putInt(0)
        .put(question)
        .flip();
  }

  /** Returns the answer in a received message; empty if it is not a response to this question. */
  Optional<DnsAnswer> answer(ByteBuffer message) {
    try {
      if (Short.toUnsignedInt(message.getShort()) != id) {
        return Optional.empty();
      }
      int flags = message.getShort();
      int questions = message.getShort();
      int records = Short.toUnsignedInt(message.getShort());
      message.getInt(); // the numbers of records in the other sections
      if ((flags & RESPONSE) == 0 || questions != 1 || !repeatsTheQuestion(message)) {
        return Optional.empty();
      }
      List<InetAddress> found = addresses(message, records);
      boolean unknown = found.isEmpty() && (flags & TRUNCATED) != 0;
      return Optional.of(unknown ? DnsAnswer.truncated() : DnsAnswer.of(found, flags & CODE));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty(); // cut off, or a record longer than the message
    }
  }

  private boolean repeatsTheQuestion(ByteBuffer message) {
    byte[] repeated = new byte[question.length];
    message.get(repeated);
    return lower(repeated).equals(lower(question));
  }

  /** Returns bytes as text in lower case, since a server may change the case of a name. */
  private static String lower(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  /** Returns the addresses at the end of a chain of aliases, which a resolver follows. */
  private List<InetAddress> addresses(ByteBuffer message, int records) {
    List<InetAddress> found = new ArrayList<>();
    for (int i = 0; i < records && message.hasRemaining(); i++) {
      skipName(message);
      int type = message.getShort();
      int recordClass = message.getShort();
      message.getInt(); // the time to live
      int length = Short.toUnsignedInt(message.getShort());
      if (type == family.type && recordClass == INTERNET && length == family.length) {
        byte[] address = new byte[length];
        message.get(address);
        found.add(address(address));
      } else {
        message.position(message.position() + length);
      }
    }
    return found;
  }

  private static void skipName(ByteBuffer message) {
    while (true) {
      int length = Byte.toUnsignedInt(message.get());
      if ((length & POINTER) == POINTER) {
        message.get();
        return;
      }
      if (length == 0) {
        return;
      }
      message.position(message.position() + length);
    }
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }
}
