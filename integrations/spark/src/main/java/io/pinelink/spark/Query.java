package io.pinelink.spark;

import io.pinelink.Pinelink;
import io.pinelink.model.Filter;
import io.pinelink.model.QueryRequest;
import io.pinelink.records.SearchRecordsRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A query whose matches are the rows of a read. */
record Query(SourceOptions options) {
  private static final Set<SourceOption> KINDS =
      EnumSet.of(SourceOption.QUERY_VECTOR, SourceOption.QUERY_ID, SourceOption.QUERY_TEXT);

  /** Returns the query; null if the options have none. */
  static @Nullable Query of(SourceOptions options) {
    return KINDS.stream().anyMatch(options::isSet) ? new Query(options) : null;
  }

  static void check(SourceOptions options, Mistakes mistakes) {
    Query query = of(options);
    List<SourceOption> set = KINDS.stream().filter(options::isSet).toList();
    if (query == null) {
      if (options.isSet(SourceOption.QUERY_FILTER) || options.isSet(SourceOption.TOP_K)) {
        mistakes.add(SourceOption.QUERY_VECTOR, "is missing, expected with options of a query");
      }
    } else if (set.size() > 1) {
      mistakes.add(set.get(1), "is set with " + set.get(0).key() + ", expected one of them");
    } else if (options.isOfDocuments()
        || (set.contains(SourceOption.QUERY_TEXT) && !options.isOfRecords())) {
      mistakes.add(
          set.get(0),
          "is set, expected index.kind=records"
              + (set.contains(SourceOption.QUERY_TEXT) ? "" : " or index.kind=vectors"));
    } else {
      query.checkValues(set.get(0), mistakes);
    }
  }

  private void checkValues(SourceOption kind, Mistakes mistakes) {
    SourceOption checked = SourceOption.TOP_K;
    try {
      int unused = topK();
      checked = SourceOption.QUERY_FILTER;
      Optional<Filter> unusedFilter = filter();
      checked = kind;
      Object unusedRequest = isByText() ? search() : query(true, true);
    } catch (IllegalArgumentException e) {
      mistakes.add(checked, String.valueOf(e.getMessage()));
    }
  }

  private boolean isByText() {
    return options.isSet(SourceOption.QUERY_TEXT);
  }

  private float[] vector() {
    return JsonFields.floats(options.get(SourceOption.QUERY_VECTOR));
  }

  private int topK() {
    String text = options.get(SourceOption.TOP_K);
    try {
      int topK = Integer.parseInt(text);
      var unused = QueryRequest.builder().topK(topK);
      return topK;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is '" + text + "', expected a whole number", e);
    }
  }

  private Optional<Filter> filter() {
    return options.isSet(SourceOption.QUERY_FILTER)
        ? Optional.of(Filter.copyOf(JsonFields.parse(options.get(SourceOption.QUERY_FILTER))))
        : Optional.empty();
  }

  /**
   * Runs the query.
   *
   * @param values whether the matches need their values
   * @param fields whether the matches need their metadata or fields
   */
  List<ReadItem> run(Pinelink client, boolean values, boolean fields) {
    String namespace = options.namespace();
    return isByText()
        ? options.target().records(client).namespace(namespace).search(search()).hits().stream()
            .map(ReadItem::of)
            .toList()
        : options
            .target()
            .vectors(client)
            .namespace(namespace)
            .query(query(values, fields))
            .matches()
            .stream()
            .map(ReadItem::of)
            .toList();
  }

  private SearchRecordsRequest search() {
    SearchRecordsRequest.Builder search =
        SearchRecordsRequest.builder().text(options.get(SourceOption.QUERY_TEXT)).topK(topK());
    filter().ifPresent(search::filter);
    return search.build();
  }

  private QueryRequest query(boolean values, boolean fields) {
    QueryRequest.Builder query =
        QueryRequest.builder().topK(topK()).includeValues(values).includeMetadata(fields);
    filter().ifPresent(query::filter);
    if (options.isSet(SourceOption.QUERY_VECTOR)) {
      query.vector(vector());
    } else {
      query.id(options.get(SourceOption.QUERY_ID));
    }
    return query.build();
  }
}
