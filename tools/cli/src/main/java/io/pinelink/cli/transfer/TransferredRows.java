package io.pinelink.cli.transfer;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Namespaces;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.cli.data.FileKind;
import io.pinelink.cli.data.LoadedFile;
import io.pinelink.copy.ComparisonOptions;
import io.pinelink.copy.ComparisonReport;
import io.pinelink.copy.NamespaceComparison;
import io.pinelink.documents.Document;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.DataReader;
import io.pinelink.files.data.DataWriter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Page;
import io.pinelink.model.Vector;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The content of a namespace as rows of files: vectors or documents.
 *
 * @param kind how files of them are read
 * @param writer creates a file, whose name shows its format
 * @param inNamespace returns the rows of another namespace of the index
 * @param page returns a page of ids; a null token is for the first one
 */
record TransferredRows<T>(
    FileKind<T> kind,
    Function<Path, DataWriter<T>> writer,
    Function<String, TransferredRows<T>> inNamespace,
    Namespaces<?> namespaces,
    Supplier<IndexStats> stats,
    Function<@Nullable String, Page<String>> page,
    Fetch<T> fetch,
    LoadedFile.Upsert<T> upsert,
    BiFunction<BulkSource<T>, ComparisonOptions, ComparisonReport> comparison) {

  /** A bulk fetch. */
  interface Fetch<T> {
    BulkReport run(BulkSource<String> ids, BulkOptions options, FetchConsumer<T> consumer);
  }

  static TransferredRows<Vector> of(Index index) {
    ListIdsRequest all = ListIdsRequest.all();
    return new TransferredRows<>(
        FileKind.VECTORS,
        DataWriter::vectors,
        name -> of(index.namespace(name)),
        index.namespaces(),
        index::describeIndexStats,
        token -> index.listIds(token == null ? all : all.withPaginationToken(token)),
        index::bulkFetch,
        index::bulkUpsert,
        (source, options) -> NamespaceComparison.of(index, source).run(options));
  }

  static TransferredRows<Document> of(DocumentIndex index) {
    ListIdsRequest all = ListIdsRequest.all();
    return new TransferredRows<>(
        FileKind.DOCUMENTS,
        DataWriter::documents,
        name -> of(index.namespace(name)),
        index.namespaces(),
        index::describeIndexStats,
        token -> index.listIds(token == null ? all : all.withPaginationToken(token)),
        index::bulkFetch,
        index::bulkUpsert,
        (source, options) -> NamespaceComparison.of(index, source).run(options));
  }

  /** Returns the word for the rows: {@code vectors} or {@code documents}. */
  String unit() {
    return kind.unit();
  }

  /** Returns the names of all namespaces, sorted. */
  SortedSet<String> namespaceNames() {
    return namespaceNames(namespaces);
  }

  /** Returns the names of all namespaces of an index, sorted. */
  static SortedSet<String> namespaceNames(Namespaces<?> namespaces) {
    return namespaces.listAll().stream()
        .map(namespace -> CopyOutput.named(namespace.name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  DataReader<T> reader(Path file) {
    return kind.file().open(file, DataReadOptions.defaults());
  }
}
