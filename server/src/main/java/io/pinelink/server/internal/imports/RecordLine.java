package io.pinelink.server.internal.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.documents.DocumentDecoder;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.records.RecordVectors;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.vectors.VectorLines;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A decoder of the lines of JSON Lines files, by the kind of the index: a document, a record, whose
 * text is embedded, or a vector. A record index takes both of the latter.
 */
@FunctionalInterface
public interface RecordLine {
  /**
   * Decodes a line that is not blank.
   *
   * @param number the number of the line, for messages
   */
  StoredVector decode(String line, int number);

  static RecordLine of(RecordTarget target, ModelEmbedder embeddings) {
    if (target.schema() != null) {
      DocumentDecoder documents = new DocumentDecoder(target.schema(), embeddings);
      return (line, number) -> documents.stored(RequestJson.parse(bytes(line)));
    }
    if (target.embed() != null) {
      RecordVectors records = new RecordVectors(target.embed(), embeddings);
      return (line, number) ->
          isVector(line) ? VectorLines.read(bytes(line)) : records.read(line, number);
    }
    return (line, number) -> VectorLines.read(bytes(line));
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isVector(String line) {
    Set<String> names = new HashSet<>();
    object(line).ifPresent(object -> object.fieldNames().forEachRemaining(names::add));
    return Set.of("id", "values", "sparse_values", "sparseValues", "metadata").containsAll(names)
        && (names.contains("values")
            || names.contains("sparse_values")
            || names.contains("sparseValues"));
  }

  /** Returns the object that a line contains; empty if it contains anything else. */
  static Optional<ObjectNode> object(String line) {
    try {
      return PlainJson.MAPPER.readTree(line) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
