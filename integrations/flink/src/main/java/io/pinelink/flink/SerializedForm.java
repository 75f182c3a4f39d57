package io.pinelink.flink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The serialized form of a sink. It goes into the job graph, which is stored, displayed and sent to
 * workers.
 */
final class SerializedForm {
  /** The prefix of every API key that the service issues today. */
  private static final List<String> KEY_PREFIXES = List.of("pcsk_", "pckey_");

  /** Shorter texts could occur by chance. */
  private static final int MIN_KEY_LENGTH = 20;

  private SerializedForm() {}

  /**
   * Rejects a sink that cannot be serialized or that contains an API key.
   *
   * @param ownKey the API key of the program that builds the job; null if it has none
   * @throws IllegalArgumentException if the sink is rejected; the message never contains the key
   */
  static void check(Serializable sink, @Nullable String ownKey) {
    String text = new String(bytes(sink), StandardCharsets.ISO_8859_1);
    String own = ownKey == null ? "" : ownKey.strip();
    if (KEY_PREFIXES.stream().anyMatch(text::contains)
        || (own.length() >= MIN_KEY_LENGTH && text.contains(own))) {
      throw new IllegalArgumentException(
          "the sink contains an API key, which would be readable in the job graph: have the client"
              + " factory read it from the worker's environment or files, not from a variable of"
              + " the program that builds the job");
    }
  }

  private static byte[] bytes(Serializable sink) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sink);
    } catch (NotSerializableException e) {
      throw new IllegalArgumentException(
          "the sink cannot be sent to a worker, since one of its functions captures a "
              + e.getMessage(),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
