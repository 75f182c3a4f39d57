package io.pinelink.cli.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.JsonOutput;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.DataReader;
import io.pinelink.model.Filter;
import io.pinelink.model.Metadata;
import io.pinelink.model.UpdateRequest;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes one vector or document, or the metadata of all vectors that match a filter. */
@Command(
    name = "update",
    description =
        "Changes values and metadata of a vector, fields of a document, or, after a question, the"
            + " metadata of all vectors that match a filter. Metadata and fields that are not named"
            + " stay as they are.")
public final class UpdateCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin Confirmation confirmation = new Confirmation();

  @Option(names = "--id", paramLabel = "ID", description = "The vector or document.")
  @Nullable String id;

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "JSON",
      description = "The vectors whose metadata changes: a JSON object, @FILE or -.")
  @Nullable String filter;

  @Option(
      names = "--values",
      paramLabel = "JSON",
      description = "New dense values of a vector: a JSON array, @FILE or -.")
  @Nullable String values;

  @Mixin SparseArguments sparse = new SparseArguments();

  @Option(
      names = "--metadata",
      paramLabel = "JSON",
      description = "Metadata of vectors to set: a JSON object, @FILE or -.")
  @Nullable String metadata;

  @Option(
      names = "--set",
      paramLabel = "JSON",
      description = "Fields of a document to set: a JSON object, @FILE or -.")
  @Nullable String set;

  @Option(
      names = "--remove",
      paramLabel = "NAME",
      split = ",",
      description = "Fields of a document to remove.")
  List<String> removed = new ArrayList<>();

  @Option(names = "--dry-run", description = "Changes nothing; counts what a filter matches.")
  boolean dryRun;

  @Override
  public Integer call() {
    if ((id == null) == (filter == null)) {
      throw refused("name one vector or document with --id, or vectors with --filter");
    }
    if (dryRun && filter == null) {
      throw refused("--dry-run counts what a --filter matches");
    }
    try (Pinelink client = connection.open()) {
      if (set != null || !removed.isEmpty()) {
        if (id == null || values != null || metadata != null || sparse.isGiven()) {
          throw refused("--set and --remove change one document: add --id alone");
        }
        updateDocument(client, id);
      } else {
        updateVectors(client);
      }
    }
    return ExitCode.DONE.code();
  }

  private static FailedCommand refused(String reason) {
    return FailedCommand.invalid(reason);
  }

  private void updateVectors(Pinelink client) {
    UpdateRequest request = id == null ? byFilter(String.valueOf(filter)) : byId(id);
    if (!request.isDryRun() && id == null) {
      confirmation.require(
          "change the metadata of all vectors of " + connection.place() + " that match the filter");
    }
    OptionalLong matched = connection.vectors(client).update(request).matchedRecords();
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    if (id != null) {
      facts.put("id", id);
    }
    facts.put("matched", matched.isPresent() ? matched.getAsLong() : null);
    facts.put("dryRun", dryRun);
    output.printFacts(facts);
  }

  private UpdateRequest byFilter(String given) {
    if (values != null || sparse.isGiven()) {
      throw refused("values belong to one vector: name it with --id");
    }
    Filter condition = FilterArgument.of(given);
    if (dryRun) {
      return UpdateRequest.dryRun(condition);
    }
    if (metadata == null) {
      throw refused("nothing changes: add --metadata, or --dry-run");
    }
    return UpdateRequest.matching(condition, metadata(metadata));
  }

  private UpdateRequest byId(String vector) {
    UpdateRequest.Builder request = UpdateRequest.builder(vector);
    if (values != null) {
      request.values(JsonArgument.of("--values", values).floats());
    }
    sparse.get().ifPresent(request::sparseValues);
    if (metadata != null) {
      request.metadata(metadata(metadata));
    }
    return request.build();
  }

  // A null is refused with its key.
  @SuppressWarnings("NullAway")
  private static Metadata metadata(String given) {
    return Metadata.copyOf(JsonArgument.of("--metadata", given).object());
  }

  private void updateDocument(Pinelink client, String document) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (set != null) {
      members.putAll(JsonArgument.of("--set", set).object());
    }
    if (members.containsKey("_id")) {
      throw refused("--set has '_id', which cannot change");
    }
    members.put("_id", document);
    Document fields = read(members);
    connection
        .documents(client)
        .update(
            UpdateDocumentsRequest.of(
                new DocumentUpdate(document, fields.fields(), new LinkedHashSet<>(removed))));
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("id", document);
    output.printFacts(facts);
  }

  /** Reads the fields as a file of documents is read, so that they have the same kinds. */
  private static Document read(Map<String, @Nullable Object> members) {
    byte[] line = JsonOutput.line(members).getBytes(UTF_8);
    try (DataReader<Document> reader =
        DataReader.documents(new ByteArrayInputStream(line), "--set", DataReadOptions.defaults())) {
      return reader.next();
    }
  }
}
