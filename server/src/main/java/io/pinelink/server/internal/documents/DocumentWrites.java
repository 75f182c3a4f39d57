package io.pinelink.server.internal.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.FilterCompiler;
import io.pinelink.server.internal.store.RecordChange;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.vectors.DataRequest;
import io.pinelink.server.internal.vectors.DataResult;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests that write documents: upserts, updates and deletions. Texts are embedded when the
 * request is decoded.
 */
record DocumentWrites(ModelEmbedder embeddings) {
  DataRequest<ObjectNode> upsert(DocumentSchema schema, String namespace, RequestJson body) {
    body.checkNames(Set.of("documents"));
    DocumentDecoder decoder = new DocumentDecoder(schema, embeddings);
    List<StoredVector> documents =
        DocumentDecoder.documents(body).stream().map(decoder::document).toList();
    return index -> {
      long lsn = index.upsert(namespace, documents);
      return DataResult.ofWrite(count("upserted_count", documents.size()), lsn);
    };
  }

  DataRequest<ObjectNode> update(DocumentSchema schema, String namespace, RequestJson body) {
    body.checkNames(Set.of("documents", "filter", "set_fields", "remove_fields"));
    if (body.has("documents") == body.has("filter")) {
      throw RpcException.invalid(
          "An update needs exactly one of documents and filter, got "
              + (body.has("filter") ? "both" : "none"));
    }
    DocumentDecoder decoder = new DocumentDecoder(schema, embeddings);
    DocumentPatch patch =
        decoder.patch(body.object("set_fields").orElse(null), body.textList("remove_fields"));
    if (body.has("filter")) {
      return updateMatching(namespace, body.values("filter"), decoder, patch);
    }
    if (!patch.isEmpty()) {
      throw RpcException.invalid("set_fields and remove_fields need filter, not documents");
    }
    List<RecordChange> changes = new ArrayList<>();
    for (RequestJson document : DocumentDecoder.documents(body)) {
      DocumentPatch own = decoder.patch(document);
      changes.add(new RecordChange(DocumentDecoder.id(document), old -> decoder.patched(old, own)));
    }
    return index -> DataResult.ofWrite(PlainJson.object(), index.update(namespace, changes));
  }

  private static DataRequest<ObjectNode> updateMatching(
      String namespace,
      Map<String, @Nullable Object> filter,
      DocumentDecoder decoder,
      DocumentPatch patch) {
    if (patch.isEmpty()) {
      throw RpcException.invalid(
          "An update by filter needs set_fields or remove_fields that are not empty");
    }
    return index -> {
      Predicate<Map<String, Object>> matches =
          matching(index.filters(namespace), "an update", filter);
      return matched(index.updateMatching(namespace, matches, old -> decoder.patched(old, patch)));
    };
  }

  static DataRequest<ObjectNode> delete(String namespace, RequestJson body) {
    body.checkNames(Set.of("ids", "filter", "delete_all"));
    boolean all = body.bool("delete_all").orElse(false);
    List<String> given = new ArrayList<>();
    for (String selector : List.of("ids", "filter")) {
      if (body.has(selector)) {
        given.add(selector);
      }
    }
    if (all) {
      given.add("delete_all");
    }
    if (given.size() != 1) {
      throw RpcException.invalid(
          "A deletion needs exactly one of ids, filter and delete_all, got " + given);
    }
    if (body.has("filter")) {
      Map<String, @Nullable Object> filter = body.values("filter");
      return index ->
          matched(
              index.deleteMatching(
                  namespace, matching(index.filters(namespace), "a deletion", filter)));
    }
    List<String> ids = all ? List.of() : DocumentReads.ids(body);
    return index ->
        DataResult.ofWrite(
            PlainJson.object(), all ? index.deleteAll(namespace) : index.delete(namespace, ids));
  }

  /** Compiles a filter, which must not be empty and must have no conditions on words. */
  private static Predicate<Map<String, Object>> matching(
      FilterCompiler compiler, String operation, Map<String, @Nullable Object> filter) {
    return compiler
        .withTextMatches(
            (field, operator, operand) -> {
              throw RpcException.invalid(
                  "%s is allowed in the filter of a search or a fetch only, not of %s"
                      .formatted(operator, operation));
            })
        .compileNonEmpty(filter);
  }

  private static DataResult<ObjectNode> matched(Sequenced<Integer> written) {
    return DataResult.ofWrite(count("matched_records", written.value()), written.lsn());
  }

  private static ObjectNode count(String name, int count) {
    return PlainJson.object().put(name, count);
  }
}
