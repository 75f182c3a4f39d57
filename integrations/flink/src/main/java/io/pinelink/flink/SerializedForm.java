package io.pinelink.flink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What of a sink goes into the job graph, which is stored, shown and sent around. */
final class SerializedForm {
  /** How every API key begins that the service gives out today. */
  private static final String KEY_PREFIX = "pcsk_";

  /** What is shorter may be part of anything. */
  private static final int MIN_KEY_LENGTH = 20;

  private SerializedForm() {}

  /**
   * Refuses what cannot be sent to a worker, and what holds an API key.
   *
   * @param ownKey the key that the program which builds the job has itself; null if it has none
   * @throws IllegalArgumentException if it has to be refused; the message never has the key
   */
  static void check(Serializable sink, @Nullable String ownKey) {
    String text = new String(bytes(sink), StandardCharsets.ISO_8859_1);
    String own = ownKey == null ? "" : ownKey.strip();
    if (text.contains(KEY_PREFIX) || (own.length() >= MIN_KEY_LENGTH && text.contains(own))) {
      throw new IllegalArgumentException(
          "the sink holds an API key, which would be readable in the job graph: have the client"
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
          "the sink cannot be sent to a worker, since a function of it holds a " + e.getMessage(),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
