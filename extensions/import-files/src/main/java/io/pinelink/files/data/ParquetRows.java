package io.pinelink.files.data;

import com.fasterxml.jackson.core.JsonParser;
import io.pinelink.files.internal.ParquetJars;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Rows of a Parquet file. It holds a page of each column in memory. */
final class ParquetRows implements RowInput {
  /** The column in which pandas keeps the index of a table, if it has no name. */
  private static final String PANDAS_INDEX = "__index_level_0__";

  private final RowShape<?> shape;
  private final FileChannel file;
  private final long totalBytes;
  private final List<BlockMetaData> groups;
  private final MessageType schema;
  private final String idName;
  private final @Nullable String valuesName;
  private final List<String> single;
  private final Set<String> singleNames;
  private final PageCodecs codecs = new PageCodecs();
  private final MessageColumnIO columns;
  private final RowMaterializer materializer;
  private int nextGroup;
  private @Nullable RowGroupPages pages;
  private @Nullable RecordReader<Map<String, @Nullable Object>> reader;
  private long leftInGroup;
  private long row;
  private final AtomicLong bytesOfEarlierGroups = new AtomicLong();
  private volatile @Nullable RowGroupPages current;

  private ParquetRows(
      RowShape<?> shape,
      FileChannel file,
      ParquetMetadata footer,
      MessageType schema,
      TableColumns columns)
      throws IOException {
    this.shape = shape;
    this.file = file;
    this.totalBytes = file.size();
    this.groups = footer.getBlocks();
    this.schema = schema;
    List<String> names = names(footer.getFileMetaData().getSchema());
    this.idName = names.get(columns.id());
    this.valuesName = columns.values() < 0 ? null : names.get(columns.values());
    this.single = columns.single().stream().map(names::get).toList();
    this.singleNames = new HashSet<>(single);
    this.columns = new ColumnIOFactory(footer.getFileMetaData().getCreatedBy()).getColumnIO(schema);
    this.materializer = new RowMaterializer(schema);
  }

  /**
   * Reads the index of a file.
   *
   * @throws IllegalArgumentException if it is not a Parquet file, lacks a column, or has one of a
   *     type that a row cannot have
   */
  static ParquetRows open(Path file, RowShape<?> shape, DataReadOptions options)
      throws IOException {
    ParquetJars.makeReadable();
    ParquetMetadata footer = footer(file);
    MessageType all = footer.getFileMetaData().getSchema();
    TableColumns columns = TableColumns.of(file.toString(), names(all), shape, options);
    String idName = all.getFields().get(columns.id()).getName();
    List<Type> read =
        all.getFields().stream()
            .filter(type -> !type.getName().equals(PANDAS_INDEX) || idName.equals(PANDAS_INDEX))
            .toList();
    for (Type type : read) {
      ColumnTypes.check(file.toString(), type, shape);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new ParquetRows(shape, channel, footer, new MessageType(all.getName(), read), columns);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private static ParquetMetadata footer(Path file) throws IOException {
    // The library reports a missing or short file in different ways.
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "no regular file");
    }
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      return reader.getFooter();
    } catch (RuntimeException e) {
      // The library's message names its own classes.
      throw new IllegalArgumentException(file + " is no complete Parquet file");
    }
  }

  private static List<String> names(MessageType schema) {
    return schema.getFields().stream().map(Type::getName).toList();
  }

  @Override
  public @Nullable RowMembers next() throws IOException, InvalidRowException {
    Map<String, @Nullable Object> read = read();
    if (read == null) {
      return null;
    }
    row++;
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> column : read.entrySet()) {
      String name = column.getKey();
      Object value = column.getValue();
      if (name.equals(idName)) {
        members.put(shape.hasValueColumns() ? "id" : "_id", id(value));
      } else if (name.equals(valuesName)) {
        members.put(VectorShape.VALUES, value);
      } else if (!singleNames.contains(name)) {
        members.put(name, value(name, value));
      }
    }
    if (!single.isEmpty()) {
      members.put(VectorShape.VALUES, single(read));
    }
    return new RowMembers(members, true);
  }

  private @Nullable Map<String, @Nullable Object> read() throws IOException {
    try {
      while (leftInGroup == 0) {
        if (nextGroup == groups.size()) {
          return null;
        }
        BlockMetaData group = groups.get(nextGroup++);
        if (pages != null) {
          bytesOfEarlierGroups.addAndGet(pages.bytesRead());
        }
        pages = new RowGroupPages(file, group, codecs);
        current = pages;
        reader = columns.getRecordReader(pages, materializer);
        leftInGroup = group.getRowCount();
      }
      leftInGroup--;
      return Objects.requireNonNull(reader).read();
    } catch (RuntimeException e) {
      throw new IOException("the file is damaged: " + e.getMessage(), e);
    }
  }

  private static @Nullable Object id(@Nullable Object value) {
    return value instanceof Long number ? Long.toString(number) : value;
  }

  private @Nullable Object value(String name, @Nullable Object value)
      throws IOException, InvalidRowException {
    if (shape.hasValueColumns()
        && name.equals(VectorShape.METADATA)
        && value instanceof String text) {
      return metadata(text);
    }
    return value instanceof Map<?, ?> map && ColumnTypes.isSparse(schema.getType(name))
        ? ColumnTypes.sparse(name, map)
        : value;
  }

  private @Nullable Object metadata(String text) throws InvalidRowException {
    if (text.isBlank()) {
      return null;
    }
    try (JsonParser json = JsonValues.parser(text)) {
      json.nextToken();
      Object value = JsonValues.any(json);
      if (json.nextToken() != null) {
        throw new InvalidRowException("'metadata' has more text after the JSON");
      }
      return value;
    } catch (IOException e) {
      throw new InvalidRowException("'metadata' has " + JsonValues.reason(e));
    }
  }

  private float[] single(Map<String, @Nullable Object> read) throws InvalidRowException {
    float[] values = new float[single.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(read.get(single.get(i)) instanceof Number number)) {
        throw new InvalidRowException("column '" + single.get(i) + "' has no number");
      }
      values[i] = number.floatValue();
    }
    return values;
  }

  @Override
  public long line() {
    return row;
  }

  @Override
  public long bytesRead() {
    RowGroupPages now = current;
    return bytesOfEarlierGroups.get() + (now == null ? 0 : now.bytesRead());
  }

  @Override
  public OptionalLong totalBytes() {
    return OptionalLong.of(totalBytes);
  }

  @Override
  public OptionalLong totalRows() {
    return OptionalLong.of(groups.stream().mapToLong(BlockMetaData::getRowCount).sum());
  }

  @Override
  public void close() throws IOException {
    codecs.release();
    file.close();
  }
}
