package io.pinelink.local.export;

import io.pinelink.local.seed.FileNames;
import io.pinelink.server.internal.control.IndexForms;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.imports.ImportFormat;
import io.pinelink.server.internal.imports.RecordTarget;
import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.IndexState;
import io.pinelink.server.internal.store.IndexVisitor;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ArrayNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of one index, which are written while the contents are visited. */
final class ExportedIndex implements IndexVisitor, AutoCloseable {
  private final Path folder;
  private final ImportFormat format;
  private final ClassLoader loader;
  private final RecordTarget target;
  private final ObjectNode form;
  private final Map<String, @Nullable Set<String>> schemas = new LinkedHashMap<>();
  private final Set<String> written = new HashSet<>();
  private Map<String, String> names = Map.of();
  private @Nullable Path file;
  private @Nullable RecordOutput out;

  /**
   * @param folder an empty folder
   */
  ExportedIndex(IndexResource index, Path folder, ImportFormat format, ClassLoader loader) {
    this.folder = folder;
    this.format = format;
    this.loader = loader;
    this.target = RecordTarget.of(index);
    this.form = IndexForms.write(index);
  }

  @Override
  public void index(
      long lsn,
      Map<String, Long> lsns,
      List<NamespaceSchema> namespaces,
      Collection<AliasEntry> aliases) {
    namespaces.forEach(one -> schemas.put(IndexState.listedName(one.name()), one.filterable()));
    names = FileNames.of(schemas.keySet());
    if (!aliases.isEmpty()) {
      ArrayNode list = form.putArray("aliases");
      aliases.forEach(
          alias ->
              list.addObject().put("alias", alias.name()).put("target_namespace", alias.target()));
    }
  }

  @Override
  public void records(String namespace, List<StoredVector> records) {
    try {
      RecordOutput current = open(IndexState.listedName(namespace));
      for (StoredVector record : records) {
        current.write(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the output of a namespace, all of whose records follow each other. */
  private RecordOutput open(String namespace) throws IOException {
    RecordOutput current = out;
    if (current == null || !written.contains(namespace)) {
      complete();
      written.add(namespace);
      file = folder.resolve(names.get(namespace) + format.suffix());
      current = RecordOutput.create(file, format, target, loader);
      out = current;
    }
    return current;
  }

  private void complete() throws IOException {
    if (out != null && file != null) {
      out.close();
      out = null;
      force(file);
    }
  }

  /** Completes the files, and returns the entry of the index in {@code indexes.json}. */
  ObjectNode form() throws IOException {
    complete();
    ArrayNode listed = PlainJson.MAPPER.createArrayNode();
    schemas.forEach(
        (name, filterable) -> {
          ObjectNode entry = PlainJson.MAPPER.createObjectNode().put("name", name);
          boolean isEmpty = !written.contains(name);
          if (!isEmpty && !FileNames.encode(name).equals(names.get(name))) {
            entry.put("file", names.get(name) + format.suffix());
          }
          if (filterable != null) {
            ObjectNode fields = entry.putObject("schema").putObject("fields");
            filterable.forEach(field -> fields.putObject(field).put("filterable", true));
          }
          if (isEmpty || entry.size() > 1) {
            listed.add(entry);
          }
        });
    if (!listed.isEmpty()) {
      form.set("namespaces", listed);
    }
    return form;
  }

  /** Writes a file to the disk. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
