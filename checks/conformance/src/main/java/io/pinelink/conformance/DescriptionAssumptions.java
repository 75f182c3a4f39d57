package io.pinelink.conformance;

import static io.pinelink.conformance.RowLab.CLASSIC;
import static io.pinelink.conformance.RowLab.NEWEST;

import io.pinelink.control.IndexDescription;
import io.pinelink.control.SchemaField;
import io.pinelink.model.Protocol;
import io.pinelink.model.VectorType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The assumptions about the control plane, and about keys. */
final class DescriptionAssumptions {
  private static final String AREA = "control plane";
  private static final String ERRORS = "docs.pinecone.io: Error codes";

  private DescriptionAssumptions() {}

  static List<ConformanceRow> rows() {
    return List.of(
        ConformanceRow.of(
                AREA,
                "older-description",
                "a version before 2026-07 describes a document index with name and status, and"
                    + " without metric, dimension and spec",
                DescriptionAssumptions::olderDescription)
            .on(Fixture.DOCUMENTS)
            .costing(0, 0, 1),
        ConformanceRow.of(
                AREA,
                "schema-field-kinds",
                "a description has only the documented kinds of schema fields",
                DescriptionAssumptions::fieldKinds)
            .on(Fixture.DOCUMENTS)
            .costing(0, 0, 1),
        ConformanceRow.of(
                AREA,
                "sparse-semantic-text-dimension",
                "a semantic text of a sparse model reports no dimension",
                DescriptionAssumptions::sparseSemanticText)
            .on(Fixture.SPARSE_RECORDS)
            .costing(0, 0, 1),
        ConformanceRow.of(
                AREA,
                "hybrid-reserved-fields",
                "an index for dense and sparse vectors declares _values and _sparse_values",
                DescriptionAssumptions::reservedFields)
            .on(Fixture.HYBRID)
            .costing(0, 0, 1),
        ConformanceRow.of(
                AREA,
                "languages",
                "texts have exactly the 18 languages of Lucene's analysers",
                DescriptionAssumptions::languages)
            .costing(0, 0, 4)
            .creating(2),
        ConformanceRow.of(
                AREA,
                "name-taken",
                "the creation of an index whose name is taken is refused with 409",
                DescriptionAssumptions::nameTaken)
            .from(ERRORS)
            .on(Fixture.CLASSIC)
            .costing(0, 0, 1),
        ConformanceRow.of(
                AREA,
                "missing-index",
                "the description of a missing index is refused with 404 and the code NOT_FOUND",
                lab -> {
                  Seen seen = lab.control(CLASSIC, "GET", "/indexes/" + lab.indexName("none"), "");
                  return RowVerdict.of(
                      seen.status() == 404 && "NOT_FOUND".equals(seen.json("error", "code")),
                      seen.text() + ", code " + seen.json("error", "code"));
                })
            .from(ERRORS)
            .costing(0, 0, 1),
        ConformanceRow.of(
                AREA,
                "wrong-key",
                "a wrong API key is refused with 401 and plain text, over gRPC with"
                    + " UNAUTHENTICATED",
                DescriptionAssumptions::wrongKey)
            .from(ERRORS)
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(1, 0, 0));
  }

  private static RowVerdict olderDescription(RowLab lab) {
    Seen seen = lab.control(CLASSIC, "GET", "/indexes/" + lab.indexName(), "");
    TreeSet<String> members = new TreeSet<>();
    seen.object().keySet().forEach(name -> members.add(String.valueOf(name)));
    boolean less = members.stream().noneMatch(List.of("metric", "dimension", "spec")::contains);
    return RowVerdict.of(
        seen.isSuccess()
            && seen.json("name") instanceof String
            && seen.json("status", "ready") instanceof Boolean
            && less,
        seen.isSuccess() ? "the members " + members : seen.text());
  }

  private static RowVerdict fieldKinds(RowLab lab) {
    Seen seen = lab.call(() -> lab.control().controlPlane().describeIndex(lab.indexName()));
    Map<String, String> kinds = new TreeMap<>();
    seen.value(IndexDescription.class)
        .schema()
        .orElseThrow()
        .fields()
        .forEach((name, field) -> kinds.put(name, kind(field)));
    return RowVerdict.of(!kinds.isEmpty() && !kinds.containsValue("Other"), "the fields " + kinds);
  }

  private static String kind(SchemaField field) {
    return field.getClass().getSimpleName();
  }

  private static RowVerdict sparseSemanticText(RowLab lab) {
    Seen seen = lab.call(() -> lab.control().controlPlane().describeIndex(lab.indexName()));
    IndexDescription description = seen.value(IndexDescription.class);
    return RowVerdict.of(
        description.dimension().isEmpty()
            && description.vectorType().filter(VectorType.SPARSE::equals).isPresent(),
        "dimension "
            + description.dimension()
            + ", vector type "
            + description.vectorType().map(Object::toString).orElse("unknown"));
  }

  private static RowVerdict reservedFields(RowLab lab) {
    Seen seen = lab.control(NEWEST, "GET", "/indexes/" + lab.indexName(), "");
    Map<?, ?> fields = seen.object("schema", "fields");
    return RowVerdict.of(
        fields.keySet().equals(Set.of("_values", "_sparse_values")),
        seen.isSuccess() ? "the fields " + new TreeSet<>(fields.keySet()) : seen.text());
  }

  private static RowVerdict languages(RowLab lab) {
    Seen all = create(lab, "languages", Languages.ALL);
    lab.deleteIndex("languages");
    if (!all.isSuccess()) {
      return RowVerdict.different(all.text());
    }
    Seen unknown = create(lab, "no-language", List.of("tlh"));
    lab.deleteIndex("no-language");
    return RowVerdict.of(
        unknown.isInvalid() || unknown.status() == 422,
        "all 18 are accepted; an unknown one: " + unknown.text());
  }

  private static Seen create(RowLab lab, String word, List<String> languages) {
    Map<String, Object> fields = new TreeMap<>();
    for (String language : languages) {
      fields.put(
          "text_" + language,
          Map.of("type", "string", "full_text_search", Map.of("language", language)));
    }
    return lab.createIndex(
        word, Map.of("deployment", lab.deployment(), "schema", Fixture.fields(fields)));
  }

  private static RowVerdict nameTaken(RowLab lab) {
    Seen seen =
        lab.createIndex(Fixture.CLASSIC.word(), Fixture.HYBRID.request(lab.cloud(), lab.region()));
    return RowVerdict.of(seen.status() == 409, seen.text());
  }

  private static RowVerdict wrongKey(RowLab lab) {
    Seen seen =
        lab.callWith(
            builder -> builder.apiKey("pcsk_wrong_0123456789abcdefghij"),
            index -> index.describeIndexStats());
    String type = String.valueOf(seen.last().headers().get("content-type"));
    return RowVerdict.of(
        seen.isRefused(401, 16)
            && (lab.protocol() == Protocol.GRPC || type.startsWith("text/plain")),
        seen.text() + ", " + type);
  }
}
