package io.pinelink.model;

import java.util.Objects;
import java.util.function.Function;

/**
 * A mapping between metadata and a type of your own, such as a record or a bean.
 *
 * <pre>{@code
 * static final MetadataCodec<Book> BOOKS =
 *     MetadataCodec.of(
 *         book -> Metadata.builder().put("title", book.title()).put("pages", book.pages()).build(),
 *         stored -> new Book(stored.string("title").orElse("?"), (int) stored.number("pages").orElse(0)));
 *
 * index.upsert(List.of(Vector.builder(id).values(values).metadata(BOOKS, book).build()));
 * Book found = match.metadata(BOOKS);
 * }</pre>
 *
 * <p>A codec must be thread-safe. Its exceptions are passed to the caller.
 *
 * @param <T> your own type
 */
public interface MetadataCodec<T> {
  /** Converts a value to metadata. */
  Metadata encode(T value);

  /** Converts metadata to a value. Keys that were never written are missing. */
  T decode(Metadata metadata);

  /** Creates a codec from two functions. */
  static <T> MetadataCodec<T> of(Function<T, Metadata> encode, Function<Metadata, T> decode) {
    Objects.requireNonNull(encode, "encode is null");
    Objects.requireNonNull(decode, "decode is null");
    return new MetadataCodec<>() {
      @Override
      public Metadata encode(T value) {
        return encode.apply(value);
      }

      @Override
      public T decode(Metadata metadata) {
        return decode.apply(metadata);
      }
    };
  }
}
