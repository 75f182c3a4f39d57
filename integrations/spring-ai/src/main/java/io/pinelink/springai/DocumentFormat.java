package io.pinelink.springai;

import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;

/**
 * Converts Spring AI's documents to stored metadata and back. The text is one more string, as in
 * Spring AI's own Pinecone store.
 *
 * @param contentField the key of the text
 * @param distanceField the key under which matches have their distance
 */
record DocumentFormat(String contentField, String distanceField) {
  /**
   * Returns the text and the metadata of a document.
   *
   * @throws IllegalArgumentException if the document has no text, or its metadata contains the key
   *     of the text or a value that the service cannot store
   */
  Metadata encode(Document document) {
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put(contentField, text(document));
    document.getMetadata().forEach((key, value) -> put(document, stored, key, value));
    return Metadata.copyOf(stored);
  }

  /**
   * Returns the text of a document.
   *
   * @throws IllegalArgumentException if it has a medium and no text
   */
  static String text(Document document) {
    String text = document.getText();
    if (text == null) {
      throw new IllegalArgumentException(
          "document '" + document.getId() + "' has a medium and no text, expected a text document");
    }
    return text;
  }

  private void put(
      Document document, Map<String, Object> stored, String key, @Nullable Object value) {
    String name = "metadata '" + key + "' of document '" + document.getId() + "'";
    if (key.equals(contentField)) {
      throw new IllegalArgumentException(
          name
              + " is the key of the text, expected another key: rename it, or set contentFieldName");
    }
    if (value instanceof Collection<?> values) {
      stored.put(key, texts(name, values));
    } else if (value instanceof String[] values) {
      stored.put(key, List.of(values));
    } else {
      stored.put(key, ScalarValue.of(name, value));
    }
  }

  private static List<String> texts(String name, Collection<?> values) {
    List<String> texts = new ArrayList<>(values.size());
    for (Object value : values) {
      if (!(ScalarValue.of("an element of " + name, value) instanceof String text)) {
        throw new IllegalArgumentException(
            name + " is a list with the element " + value + ", expected strings only");
      }
      texts.add(text);
    }
    return texts;
  }

  /**
   * Returns a match with its score and distance.
   *
   * @param stored text and metadata; values that metadata of Spring AI cannot have are left out
   */
  Document decode(
      String id, Map<String, ? extends @Nullable Object> stored, Metric metric, double score) {
    Document.Builder document = decode(id, stored, Similarity.of(metric, score)).mutate();
    return document.metadata(distanceField, Similarity.distance(metric, score)).build();
  }

  /** Returns a match without a distance. */
  Document decode(String id, Map<String, ? extends @Nullable Object> stored, double similarity) {
    Map<String, Object> metadata = new HashMap<>();
    stored.forEach(
        (key, value) -> {
          if (key.equals(contentField)) {
            return;
          }
          if (value instanceof Double number) {
            metadata.put(key, ScalarValue.number(number));
          } else if (value instanceof String
              || value instanceof Boolean
              || value instanceof Collection<?>) {
            metadata.put(key, value);
          }
        });
    String text = stored.get(contentField) instanceof String content ? content : "";
    return Document.builder().id(id).text(text).metadata(metadata).score(similarity).build();
  }
}
