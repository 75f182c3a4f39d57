package io.pinelink.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import io.pinelink.model.Metadata;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Converts text segments to the metadata of vectors or the fields of documents and back, in the
 * form of LangChain4j's own Pinecone store: the text is one more string.
 *
 * @param textKey the key of the text
 */
record SegmentMetadata(String textKey) {
  /**
   * @throws IllegalArgumentException if the metadata contains the key of the text, or a value that
   *     the service cannot store; the message contains the key
   */
  Metadata encode(TextSegment segment) {
    Metadata.Builder stored = Metadata.builder().put(textKey, segment.text());
    segment.metadata().toMap().forEach((key, value) -> put(stored, key, value));
    return stored.build();
  }

  private void put(Metadata.Builder stored, String key, Object value) {
    if (key.equals(textKey)) {
      throw new IllegalArgumentException(
          ("metadata '%s' is the key of the text, expected another key: rename it, or set"
                  + " metadataTextKey")
              .formatted(key));
    }
    if (value instanceof String || value instanceof UUID) {
      stored.put(key, value.toString());
    } else if (value instanceof Number number) {
      stored.put(key, StoredNumber.of("metadata '" + key + "'", number));
    } else {
      throw new IllegalArgumentException(
          "metadata '%s' is of type %s, expected a String, UUID, Integer, Long, Float or Double"
              .formatted(key, value.getClass().getSimpleName()));
    }
  }

  /**
   * Returns the segment of a stored vector or document; null if it has no text. Strings and numbers
   * are its metadata. Other values, such as lists of strings that other programs stored, are left
   * out, since LangChain4j's metadata cannot hold them.
   */
  @Nullable TextSegment decode(Map<String, ? extends @Nullable Object> stored) {
    if (!(stored.get(textKey) instanceof String text) || text.isBlank()) {
      return null; // a text segment cannot be blank
    }
    Map<String, Object> values = new HashMap<>();
    stored.forEach(
        (key, value) -> {
          if (key.equals(textKey) || key.isBlank()) {
            return;
          }
          if (value instanceof String) {
            values.put(key, value);
          } else if (value instanceof Double number) {
            values.put(key, StoredNumber.read(number));
          }
        });
    return TextSegment.from(text, dev.langchain4j.data.document.Metadata.from(values));
  }
}
