package io.pinelink.cli.transfer;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.connection.TwoSides;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ProgressDisplay;
import io.pinelink.copy.ComparisonOptions;
import io.pinelink.copy.ComparisonReport;
import io.pinelink.copy.NamespaceComparison;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares namespaces. */
@Command(
    name = "verify",
    modelTransformer = TwoSides.class,
    description =
        "Compares two namespaces, or one with a file or an export, by ids and by checksums of"
            + " values and metadata or fields, and prints what differs. Options of the connection"
            + " apply to both sides, or to one with --from- or --to- before their name. Exit code"
            + " 1: there are differences, an id is in a file more than once, or a listing has fewer"
            + " items than the statistics of its index. Exit code 4: both sides are empty.")
public final class VerifyCommand implements Callable<Integer>, TwoSides.Command {
  @Spec CommandSpec command = CommandSpec.create();

  @Mixin ClientConnection both = new ClientConnection();

  @Mixin MappingOptions mapping = new MappingOptions();

  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--max-differences",
      paramLabel = "N",
      defaultValue = "100",
      description = "The number of differences to print; all are counted. Default: 100.")
  int maxDifferences = 100;

  @Option(
      names = "--all-namespaces",
      description = "Compares all namespaces that one of the sides has, each by its name.")
  boolean allNamespaces;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description =
          "A file, or a directory that pinelink export has written, instead of the side --to-….")
  @Nullable Path path;

  private final IndexConnection from = new IndexConnection();
  private final IndexConnection to = new IndexConnection();

  @Override
  public IndexConnection from() {
    return from;
  }

  @Override
  public IndexConnection to() {
    return to;
  }

  @Override
  public Integer call() {
    TwoSides.complete(command);
    if (allNamespaces && (from.hasNamespace() || to.hasNamespace())) {
      throw FailedCommand.invalid(
          "--all-namespaces and a namespace are given, expected one of them");
    }
    if (path != null) {
      return verifyFiles(path);
    }
    try (Pinelink source = from.open();
        Pinelink target = to.open()) {
      mapping.check(from, from.isDocuments(source), to, to.isDocuments(target));
      ComparisonResults results = new ComparisonResults(output, allNamespaces);
      String title = "verify " + from.target() + " and " + to.target();
      if (allNamespaces) {
        SortedSet<String> names = TransferredRows.namespaceNames(from.namespaces(source));
        names.addAll(TransferredRows.namespaceNames(to.namespaces(target)));
        for (String name : names) {
          results.add(name, run(title, options -> compared(source, target, name, options)));
        }
      } else {
        results.add(
            CopyOutput.named(from.namespace()),
            run(title, options -> compared(source, target, null, options)));
      }
      return results.end();
    }
  }

  private int verifyFiles(Path files) {
    if (to.isGiven() || mapping.isGiven()) {
      throw FailedCommand.invalid(
          "a path and %s given, expected one of them"
              .formatted((to.isGiven() ? "an index of the side --to-… are" : "--map are")));
    }
    try (Pinelink client = from.open()) {
      return from.isDocuments(client)
          ? verify(TransferredRows.of(from.documents(client)), ImportedFiles.of(files))
          : verify(TransferredRows.of(from.vectors(client)), ImportedFiles.of(files));
    }
  }

  private <T> int verify(TransferredRows<T> rows, List<ImportedFiles> all) {
    if (from.hasNamespace() && all.size() > 1) {
      throw FailedCommand.invalid(
          "--from-namespace is given, but the export has " + all.size() + " namespaces");
    }
    if (allNamespaces && all.stream().anyMatch(part -> part.namespace().isEmpty())) {
      throw FailedCommand.invalid("--all-namespaces and a file are given, expected an export");
    }
    Map<String, BulkSource<T>> sources = new LinkedHashMap<>();
    for (ImportedFiles part : all) {
      sources.put(
          CopyOutput.named(from.hasNamespace() ? from.namespace() : part.namespace().orElse("")),
          part.source(rows));
    }
    if (allNamespaces) {
      rows.namespaceNames().forEach(name -> sources.putIfAbsent(name, BulkSource.of(List.of())));
    }
    ComparisonResults results = new ComparisonResults(output, allNamespaces || sources.size() != 1);
    sources.forEach(
        (name, source) ->
            results.add(
                name,
                run(
                    "verify " + from.target(),
                    options ->
                        rows.inNamespace().apply(name).comparison().apply(source, options))));
    return results.end();
  }

  /** Runs a comparison, whose progress ends before its results are printed. */
  private ComparisonReport run(
      String title, Function<ComparisonOptions, ComparisonReport> comparison) {
    try (ProgressDisplay display = output.progress(title, "ids", OptionalLong.empty())) {
      BulkOptions bulk = BulkOptions.builder().listener(display.bulkListener()).build();
      return comparison.apply(
          ComparisonOptions.builder().bulk(bulk).maxDifferences(maxDifferences).build());
    }
  }

  /**
   * Compares both sides.
   *
   * @param namespace the namespace of both; null for the ones that the options name
   */
  private ComparisonReport compared(
      Pinelink source, Pinelink target, @Nullable String namespace, ComparisonOptions options) {
    if (from.isDocuments(source)) {
      return NamespaceComparison.of(
              documents(from, source, namespace), documents(to, target, namespace))
          .run(options);
    }
    Index vectors = vectors(from, source, namespace);
    return to.isDocuments(target)
        ? NamespaceComparison.of(vectors, documents(to, target, namespace), mapping.mapping())
            .run(options)
        : NamespaceComparison.of(vectors, vectors(to, target, namespace)).run(options);
  }

  private static Index vectors(IndexConnection side, Pinelink client, @Nullable String namespace) {
    Index view = side.vectors(client);
    return namespace == null ? view : view.namespace(namespace);
  }

  private static DocumentIndex documents(
      IndexConnection side, Pinelink client, @Nullable String namespace) {
    DocumentIndex view = side.documents(client);
    return namespace == null ? view : view.namespace(namespace);
  }
}
