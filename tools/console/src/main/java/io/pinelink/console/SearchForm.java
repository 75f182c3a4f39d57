package io.pinelink.console;

import io.pinelink.model.Filter;
import io.pinelink.model.SparseValues;
import io.pinelink.records.Reranking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A search as a user filled it in. */
final class SearchForm {
  /** The maximum number of matches that the page shows. */
  static final int MAX_MATCHES = 1_000;

  /** The kind of a search. */
  enum By {
    /** A text: by its words in documents, by its meaning in records. */
    TEXT,
    /** A query in the service's query language. */
    QUERY,
    /** A text that a field of documents embeds. */
    MEANING,
    /** The vector of a record. */
    ID,
    /** Values. */
    VECTOR,
    /** Words and a vector, merged by rank. */
    HYBRID;

    private static By of(String word) {
      for (By each : values()) {
        if (CallJson.word(each).equals(word)) {
          return each;
        }
      }
      throw new ApiFailure(400, "by is '" + word + "', which is no kind of search");
    }
  }

  private final ConsoleRequest request;
  private final By by;

  SearchForm(ConsoleRequest request) {
    this.request = request;
    this.by = By.of(request.required("by"));
  }

  By by() {
    return by;
  }

  String namespace() {
    return IndexCatalog.namespace(request);
  }

  int topK() {
    return request.number("topK", 10, 1, MAX_MATCHES);
  }

  /** Returns the text, of which the caller says what it is for. */
  String text() {
    return request.required("text");
  }

  String id() {
    return request.required("id");
  }

  Optional<String> optionalId() {
    return request.text("id");
  }

  /** Returns the field whose vector counts; empty for the only one. */
  Optional<String> vectorField() {
    return request.text("vectorField");
  }

  /** Returns the fields whose words count; empty for all full-text fields. */
  List<String> textFields() {
    return request.texts("textFields");
  }

  /** Returns the dense values; empty if none are given. */
  float[] vector() {
    return request.floats("vector");
  }

  /** Returns the sparse values; empty if none are given. */
  Optional<SparseValues> sparse() {
    return request.object("sparse").map(SearchForm::sparse);
  }

  private static SparseValues sparse(Map<String, @Nullable Object> json) {
    ConsoleRequest values = new ConsoleRequest(json);
    float[] floats = values.floats("values");
    long[] indices = values.longs("indices");
    if (indices.length != floats.length) {
      throw new ApiFailure(400, "sparse needs indices and values, two lists of equal lengths");
    }
    return SparseValues.of(indices, floats);
  }

  /** Returns the weight of a part of a hybrid search, 1 if none is given. */
  double weight(String name) {
    return request.positive(name, 1);
  }

  /** Returns the reranking of records; empty if no model is named. */
  Optional<Reranking> reranking() {
    return request
        .text("rerankModel")
        .map(model -> Reranking.by(model, request.required("rerankField")));
  }

  Optional<Filter> filter() {
    return request.object("filter").filter(json -> !json.isEmpty()).map(Filter::copyOf);
  }

  /** Returns the refusal of a kind of search that an index does not have. */
  ApiFailure unsupported(String what) {
    return new ApiFailure(400, what + " cannot be searched by " + CallJson.word(by));
  }
}
