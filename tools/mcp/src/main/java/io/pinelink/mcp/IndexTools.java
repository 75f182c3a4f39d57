package io.pinelink.mcp;

import io.pinelink.Pinelink;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.SchemaField;
import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Doctor;
import io.pinelink.error.PinelinkException;
import io.pinelink.mcp.IndexDirectory.Listed;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.routing.IndexFamily;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tools about indexes: which there are, what they hold, and whether they can be reached. */
final class IndexTools {
  private final Pinelink client;
  private final ToolDefinitions definitions;
  private final AccessPolicy policy;
  private final IndexDirectory directory;

  IndexTools(
      ToolDefinitions definitions, Pinelink client, AccessPolicy policy, IndexDirectory directory) {
    this.definitions = definitions;
    this.client = client;
    this.policy = policy;
    this.directory = directory;
  }

  List<Tool> all() {
    return List.of(listing(), describe(), stats(), namespaces(), diagnose());
  }

  private Tool listing() {
    return definitions.tool(
        "list-indexes",
        (arguments, answer) -> {
          if (directory.isList()) {
            answer.putItems(
                "indexes", directory.listed().stream().map(IndexTools::summary).toList(), "name");
            return;
          }
          answer.over(client.controlPlane().route());
          ListResponse<IndexDescription> response = client.controlPlane().listIndexes();
          List<IndexDescription> allowed =
              response.items().stream().filter(index -> policy.allowsIndex(index.name())).toList();
          allowed.forEach(index -> directory.find(index.name()).described(index));
          answer
              .from(response.info())
              .putItems("indexes", allowed.stream().map(IndexTools::summary).toList(), "name");
        });
  }

  private Tool describe() {
    return definitions.tool(
        "describe-index",
        (arguments, answer) -> {
          SelectedIndex index = directory.find(arguments.text("index"));
          if (index.listed().isPresent()) {
            answer.put("index", known(index, answer));
            return;
          }
          answer.over(client.controlPlane().route());
          IndexDescription description = client.controlPlane().describeIndex(index.name());
          index.described(description);
          answer.from(description.info()).put("index", details(description));
        });
  }

  /** Describes a listed index by what it answers itself, so that no control plane is needed. */
  private Map<String, Object> known(SelectedIndex index, Answer answer) {
    Map<String, Object> facts = summary(index.listed().orElseThrow());
    IndexStats stats = stats(index, answer);
    stats.dimension().ifPresent(dimension -> facts.put("dimension", dimension));
    stats.metric().map(Metric::value).ifPresent(metric -> facts.put("metric", metric));
    facts.put("recordCount", allowed(stats).stream().mapToLong(Map.Entry::getValue).sum());
    return facts;
  }

  private Tool stats() {
    return definitions.tool(
        "describe-index-stats",
        (arguments, answer) -> {
          IndexStats stats = stats(directory.find(arguments.text("index")), answer);
          List<Map.Entry<String, Long>> allowed = allowed(stats);
          answer
              .put("recordCount", allowed.stream().mapToLong(Map.Entry::getValue).sum())
              .put("dimension", stats.dimension().stream().boxed().findFirst())
              .put("metric", stats.metric().map(Metric::value))
              .putItems(
                  "namespaces",
                  allowed.stream().map(each -> row(each.getKey(), each.getValue())).toList(),
                  "name",
                  "recordCount");
        });
  }

  /** Returns the counts of the namespaces that are allowed. */
  private List<Map.Entry<String, Long>> allowed(IndexStats stats) {
    return stats.namespaces().entrySet().stream()
        .filter(each -> policy.allowsNamespace(each.getKey()))
        .toList();
  }

  private static IndexStats stats(SelectedIndex index, Answer answer) {
    boolean isDocuments = index.family().filter(IndexFamily.DOCUMENTS::equals).isPresent();
    IndexStats stats;
    if (isDocuments) {
      var documents = index.documents();
      answer.over(documents.route());
      stats = documents.describeIndexStats();
    } else {
      var vectors = index.vectors();
      answer.over(vectors.route());
      stats = vectors.describeIndexStats();
    }
    answer.from(stats.info());
    return stats;
  }

  private Tool namespaces() {
    return definitions.tool(
        "list-namespaces",
        (arguments, answer) -> {
          SelectedIndex index = directory.find(arguments.text("index"));
          var namespaces = index.namespaces(index.isDocuments(Optional.empty()));
          answer.over(namespaces.route());
          ListNamespacesRequest.Builder request =
              ListNamespacesRequest.builder().limit(Math.min(100, policy.limits().topK()));
          arguments.optionalText("prefix").ifPresent(request::prefix);
          arguments.optionalText("pageToken").ifPresent(request::paginationToken);
          ListNamespacesResponse response = namespaces.list(request.build());
          answer
              .from(response.info())
              .put("nextPageToken", response.nextToken())
              .putItems(
                  "namespaces",
                  response.items().stream()
                      .filter(each -> policy.allowsNamespace(each.name()))
                      .map(each -> row(each.name(), each.recordCount()))
                      .toList(),
                  "name",
                  "recordCount");
        });
  }

  private Tool diagnose() {
    return definitions.tool(
        "diagnose-connection",
        (arguments, answer) -> {
          SelectedIndex index = directory.find(arguments.text("index"));
          Diagnosis diagnosis = Doctor.of(client).check(index.hosts());
          addRoute(index, answer);
          answer
              .put("host", diagnosis.host())
              .put("dataCanFlow", diagnosis.dataCanFlow())
              .put("verdict", diagnosis.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .putItems(
                  "steps",
                  diagnosis.steps().stream().map(IndexTools::step).toList(),
                  "check",
                  "status",
                  "seen");
        });
  }

  private static void addRoute(SelectedIndex index, Answer answer) {
    try {
      answer.over(index.vectors().route());
    } catch (PinelinkException | IllegalArgumentException e) {
      // The policy refuses the route, which a step explains.
    }
  }

  private static Map<String, Object> row(String namespace, long records) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", AccessPolicy.shown(namespace));
    row.put("recordCount", records);
    return row;
  }

  private static Map<String, Object> summary(Listed index) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", index.name());
    index.family().ifPresent(family -> facts.put("holds", family.value()));
    facts.put("host", index.hosts().host());
    return facts;
  }

  private static Map<String, Object> summary(IndexDescription index) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", index.name());
    index.family().ifPresent(family -> facts.put("holds", family.value()));
    index.host().ifPresent(host -> facts.put("host", host));
    index.dimension().ifPresent(dimension -> facts.put("dimension", dimension));
    index.metric().ifPresent(metric -> facts.put("metric", metric.value()));
    facts.put("status", index.status().state());
    return facts;
  }

  private static Map<String, Object> details(IndexDescription index) {
    Map<String, Object> facts = summary(index);
    index.vectorType().ifPresent(type -> facts.put("vectorType", type.value()));
    index
        .embed()
        .ifPresent(
            embed -> {
              facts.put("embeddingModel", embed.model());
              embed.textField().ifPresent(field -> facts.put("textField", field));
            });
    index
        .schema()
        .ifPresent(
            schema ->
                facts.put(
                    "fields",
                    schema.fields().entrySet().stream()
                        .map(field -> field(field.getKey(), field.getValue()))
                        .toList()));
    if (!index.tags().isEmpty()) {
      facts.put("tags", index.tags());
    }
    return facts;
  }

  private static Map<String, Object> field(String name, SchemaField field) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", name);
    if (field instanceof SchemaField.DenseVector dense) {
      facts.put("type", "dense vector, " + dense.metric().value());
      facts.put("dimension", dense.dimension());
    } else if (field instanceof SchemaField.SparseVector) {
      facts.put("type", "sparse vector");
    } else if (field instanceof SchemaField.Text text) {
      facts.put("type", textType(text));
    } else if (field instanceof SchemaField.SemanticText) {
      facts.put("type", "text that the index embeds");
    } else if (field instanceof SchemaField.Filterable filterable) {
      facts.put("type", "filterable" + filterable.type().map(type -> " " + type).orElse(""));
    } else {
      facts.put("type", "other");
    }
    return facts;
  }

  private static String textType(SchemaField.Text text) {
    return (text.fullTextSearch().isPresent() ? "full text" : "text")
        + (text.embed().isPresent() ? ", embedded by the index" : "")
        + (text.sparseEmbed().isPresent() ? ", sparsely embedded by the index" : "");
  }

  private static Map<String, Object> step(Diagnosis.Step step) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("check", step.check().toString());
    facts.put("status", step.status().name().toLowerCase(Locale.ROOT));
    facts.put("seen", step.seen());
    step.hint().ifPresent(hint -> facts.put("hint", hint));
    return facts;
  }
}
