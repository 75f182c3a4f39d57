package io.pinelink.cli.transfer;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.DataReader;
import io.pinelink.files.data.DataWriter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Page;
import io.pinelink.transfer.ComparisonOptions;
import io.pinelink.transfer.ComparisonReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a namespace as rows of files: vectors or documents.
 *
 * @param <T> a row
 */
interface TransferredRows<T> {
  /** Returns the word for the rows: {@code vectors} or {@code documents}. */
  String unit();

  /** Returns the rows of another namespace of the index. */
  TransferredRows<T> inNamespace(String namespace);

  /** Returns the names of all namespaces. */
  List<String> namespaces();

  IndexStats stats();

  Page<String> page(@Nullable String token);

  BulkReport fetch(BulkSource<String> ids, BulkOptions options, FetchConsumer<T> consumer);

  BulkReport upsert(BulkSource<T> rows, BulkOptions options);

  ComparisonReport compare(BulkSource<T> rows, ComparisonOptions options);

  /** Returns a writer of a file, whose name shows its format. */
  DataWriter<T> writer(Path file);

  DataReader<T> reader(Path file, DataReadOptions options);
}
