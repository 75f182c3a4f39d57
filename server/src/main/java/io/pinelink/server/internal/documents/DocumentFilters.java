package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.FilterCompiler;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The filters of documents, which know the text-match operators, and where these are allowed. */
final class DocumentFilters {
  /** The id of a document among its fields; no field has such a name. */
  private static final String ID = "$id";

  private DocumentFilters() {}

  /**
   * Returns the filter of a search on the fields of documents; one that is absent or empty matches
   * everything. The ids of documents are among the fields if it has conditions on words.
   */
  static Predicate<Map<String, Object>> ofSearch(
      TextScoring texts, SearchedNamespace searched, Map<String, @Nullable Object> filter) {
    FilterCompiler.TextMatches matches =
        (field, operator, operand) -> {
          String text = checkedText(searched.schema(), field, operator, operand);
          Set<String> ids = texts.matching(searched.corpus(), field, operator, text);
          return fields -> fields.get(ID) instanceof String id && ids.contains(id);
        };
    return searched.index().filters(searched.name()).withTextMatches(matches).compile(filter);
  }

  /** Returns the documents that the filter of a search selects. */
  static List<StoredVector> select(
      Predicate<Map<String, Object>> ofSearch, List<StoredVector> documents) {
    return documents.stream()
        .filter(
            document -> {
              Map<String, Object> fields = new LinkedHashMap<>(document.metadata());
              fields.put(ID, document.id());
              return ofSearch.test(fields);
            })
        .toList();
  }

  private static String checkedText(
      DocumentSchema schema, String field, String operator, @Nullable Object operand) {
    if (!schema.texts().containsKey(field)) {
      throw RpcException.invalid(
          operator
              + " names field '"
              + field
              + "', expected one of the full-text fields, which are "
              + schema.texts().keySet());
    }
    if (!(operand instanceof String text) || text.isBlank()) {
      throw RpcException.invalid(
          operator + " needs a string that is not blank, got " + PlainJson.text(operand));
    }
    return text;
  }

  /** Compiles the filter of a fetch, a deletion or an update, which must not be empty. */
  static Predicate<Map<String, Object>> ofMatching(
      FilterCompiler compiler, String operation, Map<String, @Nullable Object> filter) {
    return compiler
        .withTextMatches(
            (field, operator, operand) -> {
              throw RpcException.invalid(
                  operator + " is allowed in the filter of a search only, not of " + operation);
            })
        .compileNonEmpty(filter);
  }
}
