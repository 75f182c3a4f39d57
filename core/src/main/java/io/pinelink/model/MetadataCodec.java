package io.pinelink.model;

import java.util.Objects;
import java.util.function.Function;

/**
 * Maps a type of your own, such as a record or a bean, to metadata and back.
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
 * <p>A codec is thread-safe. What it throws, the caller gets.
 *
 * @param <T> your own type
 */
public interface MetadataCodec<T> {
  /** The value as metadata. */
  Metadata encode(T value);

  /** The metadata as a value; keys that were never written are missing. */
  T decode(Metadata metadata);

  /** A codec made of two functions. */
  static <T> MetadataCodec<T> of(Function<T, Metadata> encode, Function<Metadata, T> decode) {
    Objects.requireNonNull(encode, "encode");
    Objects.requireNonNull(decode, "decode");
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
