package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.fulltext.DocumentCheck;
import io.pinelink.server.internal.fulltext.FullTextIndex;
import io.pinelink.server.internal.fulltext.MatchingDocuments;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.FilterCompiler;
import io.pinelink.server.internal.store.Namespace;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The filter of a search: conditions on fields, some of which may be on the words of texts. */
final class SearchFilter {
  /** The tested document among its fields; no field has such a name. */
  private static final String TESTED = "$tested";

  private final DocumentSchema schema;
  private final boolean isEmpty;
  private final List<Words> words = new ArrayList<>();
  private final Predicate<Map<String, Object>> fields;

  /**
   * Compiles a filter.
   *
   * @param filter an empty one matches everything
   */
  SearchFilter(
      FilterCompiler compiler, DocumentSchema schema, Map<String, @Nullable Object> filter) {
    this.schema = schema;
    this.isEmpty = filter.isEmpty();
    this.fields = compiler.withTextMatches(this::condition).compile(filter);
  }

  private record Words(String field, String operator, String text) {}

  /** Answers whether a document matches a condition on words, by the position of the condition. */
  @FunctionalInterface
  private interface Tested {
    boolean matches(int condition);
  }

  private Predicate<Map<String, Object>> condition(
      String field, String operator, @Nullable Object operand) {
    int condition = words.size();
    words.add(new Words(field, operator, checkedText(field, operator, operand)));
    return tested -> tested.get(TESTED) instanceof Tested document && document.matches(condition);
  }

  private String checkedText(String field, String operator, @Nullable Object operand) {
    if (!schema.texts().containsKey(field)) {
      throw RpcException.invalid(
          "%s names field '%s', expected one of the full-text fields, which are %s"
              .formatted(operator, field, schema.texts().keySet()));
    }
    if (!(operand instanceof String text) || text.isBlank()) {
      throw RpcException.invalid(
          operator + " needs a string that is not blank, got " + PlainJson.text(operand));
    }
    FullTextIndex.checkMatch(operator, text);
    return text;
  }

  /** Returns whether there are conditions on words. */
  boolean hasWords() {
    return !words.isEmpty();
  }

  /** Returns the filter on the fields of a document, if there are no conditions on words. */
  Predicate<Map<String, Object>> onFields() {
    return fields;
  }

  /** Returns the filter on the documents that a search by words finds in a namespace. */
  DocumentCheck onFound(FullTextIndex texts, Namespace namespace) {
    if (isEmpty) {
      return (id, number) -> true;
    }
    List<MatchingDocuments> matching = matching(texts);
    return (id, number) -> {
      StoredVector document = namespace.get(id);
      return document != null && test(document, i -> matching.get(i).contains(number));
    };
  }

  /** Returns the filter on any documents of a namespace. */
  Predicate<StoredVector> onDocuments(FullTextIndex texts) {
    List<MatchingDocuments> matching = matching(texts);
    return document -> test(document, i -> matching.get(i).ids().contains(document.id()));
  }

  private List<MatchingDocuments> matching(FullTextIndex texts) {
    return words.stream()
        .map(one -> texts.matching(one.field(), one.operator(), one.text()))
        .toList();
  }

  private boolean test(StoredVector document, Tested tested) {
    if (words.isEmpty()) {
      return fields.test(document.metadata());
    }
    Map<String, Object> all = new LinkedHashMap<>(document.metadata());
    all.put(TESTED, tested);
    return fields.test(all);
  }
}
