package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.MessageLite;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredVector;
import java.io.IOException;
import java.util.List;

/**
 * The result of a {@link DataRequest} with its sequence number.
 *
 * @param <B> the type of the body of the response
 */
public record DataResult<B>(B body, SequenceNumber lsn) {
  static <B> DataResult<B> of(B body) {
    return new DataResult<>(body, SequenceNumber.none());
  }

  public static <B> DataResult<B> ofWrite(B body, long lsn) {
    return new DataResult<>(body, SequenceNumber.ofWrite(lsn));
  }

  /**
   * Returns the result of a read.
   *
   * @param read what was read, with the number of the last write that it could see
   */
  public static <B> DataResult<B> ofRead(B body, Sequenced<?> read) {
    return new DataResult<>(body, SequenceNumber.ofRead(read.lsn()));
  }

  /**
   * The body of a response, in either protocol. With sizes, it has the members that report sizes in
   * bytes in newer API versions.
   */
  public interface Body {
    /** Writes the members of the body, with the field names of the service. */
    void write(JsonGenerator out, boolean withSizes) throws IOException;

    /** Returns the message, but without its {@link #vectors}. */
    MessageLite message(boolean withSizes);

    /**
     * Returns the vectors of the message with all their parts. They are apart because most bytes of
     * all responses are theirs.
     */
    default List<StoredVector> vectors() {
      return List.of();
    }
  }

  /** A body without members. */
  record Empty(MessageLite message) implements Body {
    @Override
    public void write(JsonGenerator out, boolean withSizes) {
      // It has no members.
    }

    @Override
    public MessageLite message(boolean withSizes) {
      return message;
    }
  }

  /** The body of a read, which reports its usage. */
  interface Read extends Body {
    int readUnits();

    /**
     * Returns the {@linkplain io.pinelink.server.internal.store.StoredVector#bytes size} of the
     * items of the response.
     */
    long egressBytes();
  }
}
