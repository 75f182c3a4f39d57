package io.pinelink.files.data;

import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/**
 * The pages of a row group, which are read from the file one by one. Parquet's own reader holds all
 * of a row group in memory, and other programs write row groups of a million rows.
 */
final class RowGroupPages implements PageReadStore {
  private final FileChannel file;
  private final BlockMetaData group;
  private final PageCodecs codecs;
  private final List<ColumnPages> columns = new CopyOnWriteArrayList<>();

  RowGroupPages(FileChannel file, BlockMetaData group, PageCodecs codecs) {
    this.file = file;
    this.group = group;
    this.codecs = codecs;
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    ColumnPath path = ColumnPath.get(column.getPath());
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (chunk.getPath().equals(path)) {
        ColumnPages pages = new ColumnPages(file, chunk, codecs);
        columns.add(pages);
        return pages;
      }
    }
    throw new IllegalArgumentException("column " + path + " is missing in a row group");
  }

  @Override
  public long getRowCount() {
    return group.getRowCount();
  }

  /** Returns the number of bytes of the pages that were read. */
  long bytesRead() {
    return columns.stream().mapToLong(ColumnPages::bytesRead).sum();
  }
}
