package io.pinelink.local.seed;

import io.pinelink.server.internal.imports.ImportFormat;
import io.pinelink.server.internal.imports.RecordFile;
import io.pinelink.server.internal.imports.RecordLine;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.vectors.VectorLines;
import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a JSON Lines file that defines the index of its records: {@code {"index":
 * {"name": "docs", …}, "namespace": "en"}}.
 *
 * @param index the form of the index
 * @param namespace the namespace of the records; null for the default one
 * @param line the number of the line
 */
record Header(ObjectNode index, @Nullable String namespace, int line) {
  /** Returns the header of a file; null if it has none. */
  static @Nullable Header of(RecordFile file) {
    if (file.format() == ImportFormat.PARQUET) {
      return null;
    }
    AtomicReference<@Nullable Header> header = new AtomicReference<>();
    file.lines(
        (line, number) -> {
          header.set(file.at(number, () -> of(line, number)).orElse(null));
          return false;
        });
    return header.get();
  }

  private static Optional<Header> of(String line, int number) {
    Optional<ObjectNode> object = RecordLine.object(line).filter(Header::isHeader);
    if (object.isEmpty()) {
      return Optional.empty();
    }
    if (!(object.get().get("index") instanceof ObjectNode index)) {
      throw RpcException.invalid("the member 'index' of a header is the form of an index");
    }
    JsonNode namespace = object.get().get("namespace");
    if (namespace != null && !namespace.isTextual()) {
      throw RpcException.invalid("the member 'namespace' of a header is a string");
    }
    return Optional.of(new Header(index, namespace == null ? null : namespace.textValue(), number));
  }

  private static boolean isHeader(ObjectNode line) {
    return line.has("index") && !line.has("id") && !line.has("_id");
  }

  /** Returns the first record of a file as a vector, of an index that is not defined. */
  static Optional<StoredVector> firstVector(RecordFile file, ClassLoader loader) {
    AtomicReference<@Nullable StoredVector> first = new AtomicReference<>();
    if (file.format() == ImportFormat.PARQUET) {
      file.rows(
          loader,
          row -> {
            first.set(row.vector());
            return false;
          });
    } else {
      file.lines(
          (line, number) -> {
            first.set(file.at(number, () -> vectorOf(line)));
            return false;
          });
    }
    return Optional.ofNullable(first.get());
  }

  private static StoredVector vectorOf(String line) {
    Optional<ObjectNode> object = RecordLine.object(line);
    if (object.isEmpty()) {
      throw RpcException.invalid("not a JSON object");
    }
    if (object.get().has("_id")) {
      throw RpcException.invalid(
          "a document or record needs an index that is defined: by a first line such as"
              + " {\"index\": {\"name\": …, \"schema\": …}}, or in indexes.json");
    }
    return VectorLines.read(line.getBytes(StandardCharsets.UTF_8));
  }
}
