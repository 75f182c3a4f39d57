package io.pinelink.local.seed;

import io.pinelink.server.internal.control.IndexDefinition;
import io.pinelink.server.internal.control.IndexForms;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.imports.ImportFormat;
import io.pinelink.server.internal.imports.RecordFile;
import io.pinelink.server.internal.imports.RecordTarget;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.store.IndexState;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads seeds into a project. A seed is read and checked as a whole before anything of it is
 * stored.
 *
 * <p>A seed is a directory with {@code indexes.json}, which defines indexes, and a folder for each
 * of them with a file for each namespace; or a folder for one index; or one file.
 */
public final class Seeder {
  private final IndexForms forms;
  private final ModelEmbedder embeddings;
  private final InstantSource clock;
  private final ClassLoader loader;

  /**
   * @param loader the class loader for the library that reads Parquet files
   */
  public Seeder(
      IndexForms forms, ModelEmbedder embeddings, InstantSource clock, ClassLoader loader) {
    this.forms = forms;
    this.embeddings = embeddings;
    this.clock = clock;
    this.loader = loader;
  }

  /**
   * Loads a seed.
   *
   * @param name the index of all its records; null if the seed names it
   * @throws IllegalArgumentException if the seed is invalid, or defines an index that exists; the
   *     message names the file, the line and the field
   * @throws UncheckedIOException if a file cannot be read
   */
  public void load(IndexRegistry indexes, Path seed, @Nullable String name) {
    List<SeededIndex> seeded = plan(indexes, seed, name);
    List<Map<String, List<StoredVector>>> contents = new ArrayList<>();
    for (SeededIndex one : seeded) {
      checkNamespaces(seed, one, target(indexes, one));
      contents.add(contents(one, target(indexes, one)));
    }
    for (int i = 0; i < seeded.size(); i++) {
      SeededIndex one = seeded.get(i);
      Map<String, List<StoredVector>> records = contents.get(i);
      if (one.definition() == null) {
        fill(existing(indexes, one.name()).data(), one, records);
      } else {
        create(indexes, seed, one, records);
      }
    }
  }

  private void create(
      IndexRegistry indexes, Path seed, SeededIndex one, Map<String, List<StoredVector>> records) {
    try {
      indexes.create(Objects.requireNonNull(one.definition()), data -> fill(data, one, records));
    } catch (ControlException e) {
      throw new IllegalArgumentException(
          seed + ", index '" + one.name() + "': " + ControlException.textOfFile(e), e);
    }
  }

  private static RecordTarget target(IndexRegistry indexes, SeededIndex one) {
    return one.definition() == null
        ? RecordTarget.of(existing(indexes, one.name()))
        : RecordTarget.of(one.definition());
  }

  private static IndexResource existing(IndexRegistry indexes, String name) {
    return indexes
        .find(name)
        .orElseThrow(() -> new IllegalStateException("index '" + name + "' was deleted"));
  }

  /** Fails if the namespaces and aliases of a new index are invalid, before records are read. */
  private void checkNamespaces(Path seed, SeededIndex one, RecordTarget target) {
    if (one.definition() == null) {
      return;
    }
    try {
      fill(new StoredIndex(target.shape()), one, Map.of());
    } catch (RpcException e) {
      throw new IllegalArgumentException(
          seed + ", index '" + one.name() + "': " + ControlException.textOfFile(e), e);
    }
  }

  private Map<String, List<StoredVector>> contents(SeededIndex one, RecordTarget target) {
    Map<String, List<StoredVector>> contents = new LinkedHashMap<>();
    one.namespaces()
        .forEach(
            (name, namespace) -> {
              List<StoredVector> records = new ArrayList<>();
              for (RecordFile file : namespace.files()) {
                records.addAll(file.records(target, embeddings, loader));
              }
              contents.put(name, records);
            });
    return contents;
  }

  private void fill(StoredIndex data, SeededIndex one, Map<String, List<StoredVector>> contents) {
    one.namespaces()
        .forEach(
            (name, namespace) -> {
              boolean isDefault = Validation.namespace(name).isEmpty();
              if (!isDefault && one.definition() != null) {
                data.createNamespace(name, namespace.filterable());
              }
              RecordFile.write(data, name, contents.getOrDefault(name, List.of()));
            });
    if (one.definition() != null) {
      data.settle();
    }
    data.aliases(
        (aliases, status) -> {
          one.aliases()
              .forEach((alias, target) -> aliases.create(alias, target, clock.instant(), status));
          return one;
        });
  }

  private List<SeededIndex> plan(IndexRegistry indexes, Path seed, @Nullable String name) {
    if (Files.isRegularFile(seed)) {
      return List.of(ofFile(indexes, seed, name));
    }
    if (!Files.isDirectory(seed)) {
      throw new IllegalArgumentException("there is no file or directory " + seed);
    }
    if (name != null) {
      return List.of(ofFolder(indexes, seed, name));
    }
    List<Manifest.Entry> entries =
        Files.exists(seed.resolve(Manifest.FILE))
            ? Manifest.read(seed.resolve(Manifest.FILE), forms)
            : List.of();
    Map<String, SeededIndex> seeded = new TreeMap<>();
    for (Manifest.Entry entry : entries) {
      String entryName = entry.definition().name();
      checkIsNew(indexes, seed, entryName);
      if (seeded.put(entryName, ofEntry(seed.resolve(entryName), entry)) != null) {
        throw new IllegalArgumentException(
            seed.resolve(Manifest.FILE) + " defines index '" + entryName + "' twice");
      }
    }
    for (Path child : children(seed)) {
      String childName = String.valueOf(child.getFileName());
      if (childName.equals(Manifest.FILE) || seeded.containsKey(childName)) {
        continue;
      }
      if (!entries.isEmpty() || !Files.isDirectory(child)) {
        throw new IllegalArgumentException(
            child
                + " is not part of a seed, which has indexes.json and a folder for each index that"
                + " it defines");
      }
      seeded.put(childName, ofFolder(indexes, child, childName));
    }
    return List.copyOf(seeded.values());
  }

  private static void checkIsNew(IndexRegistry indexes, Path seed, String name) {
    if (indexes.find(name).isPresent()) {
      throw new IllegalArgumentException(seed + ": index '" + name + "' already exists");
    }
  }

  private SeededIndex ofEntry(Path folder, Manifest.Entry entry) {
    Map<String, String> byFile = new LinkedHashMap<>();
    Map<String, SeededIndex.Namespace> namespaces = new LinkedHashMap<>();
    entry
        .namespaces()
        .forEach(
            (name, listed) -> {
              namespaces.put(
                  name, new SeededIndex.Namespace(listed.filterable(), new ArrayList<>()));
              if (listed.file() != null) {
                byFile.put(listed.file(), name);
              }
            });
    if (Files.isDirectory(folder)) {
      addFiles(folder, byFile, namespaces);
    }
    byFile.forEach(
        (file, name) -> {
          if (!Files.exists(folder.resolve(file))) {
            throw new IllegalArgumentException(
                "there is no file " + folder.resolve(file) + " for namespace '" + name + "'");
          }
        });
    return new SeededIndex(
        entry.definition().name(), entry.definition(), namespaces, entry.aliases());
  }

  /** Returns the seed for one index, which exists or is defined by its first record. */
  private SeededIndex ofFolder(IndexRegistry indexes, Path folder, String name) {
    Map<String, SeededIndex.Namespace> namespaces = new LinkedHashMap<>();
    addFiles(folder, Map.of(), namespaces);
    List<RecordFile> files =
        namespaces.values().stream().flatMap(one -> one.files().stream()).toList();
    return new SeededIndex(name, undefined(indexes, folder, name, files), namespaces, Map.of());
  }

  private SeededIndex ofFile(IndexRegistry indexes, Path path, @Nullable String name) {
    RecordFile file = RecordFile.of(path);
    Header header = Header.of(file);
    String namespace = header == null || header.namespace() == null ? "" : header.namespace();
    try {
      Validation.namespace(namespace);
    } catch (RpcException e) {
      throw new IllegalArgumentException(path + ": " + ControlException.textOfFile(e), e);
    }
    String indexName = name == null ? baseName(path) : name;
    IndexDefinition definition =
        header == null
            ? undefined(indexes, path, indexName, List.of(file))
            : defined(indexes, path, header.index(), name);
    return new SeededIndex(
        definition == null ? indexName : definition.name(),
        definition,
        Map.of(
            IndexState.listedName(namespace),
            new SeededIndex.Namespace(
                null,
                List.of(new RecordFile(path, file.format(), header == null ? 0 : header.line())))),
        Map.of());
  }

  /** Returns the definition of a header, which may leave out the name of the index. */
  private IndexDefinition defined(
      IndexRegistry indexes, Path path, ObjectNode form, @Nullable String name) {
    ObjectNode named = form.deepCopy();
    if (name != null) {
      named.put("name", name);
    } else if (!named.has("name")) {
      named.put("name", baseName(path));
    }
    try {
      IndexDefinition definition = forms.read(named);
      checkIsNew(indexes, path, definition.name());
      return definition;
    } catch (ControlException e) {
      throw new IllegalArgumentException(path + ", index: " + ControlException.textOfFile(e), e);
    }
  }

  /**
   * Returns the definition of an index by its first vector: sparse with the dot product if it has
   * no dense values, dense with cosine otherwise, or with the dot product if it has both.
   *
   * @return null if the index exists
   */
  private @Nullable IndexDefinition undefined(
      IndexRegistry indexes, Path seed, String name, List<RecordFile> files) {
    if (indexes.find(name).isPresent()) {
      return null;
    }
    StoredVector first =
        files.stream()
            .map(file -> Header.firstVector(file, loader))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        seed + " has no records, which would define index '" + name + "'"));
    ObjectNode form = PlainJson.MAPPER.createObjectNode().put("name", name);
    if (first.values().length == 0) {
      form.put("vector_type", "sparse");
    } else {
      form.put("dimension", first.values().length);
      form.put("metric", first.sparse() == null ? "cosine" : "dotproduct");
    }
    form.putObject("spec").putObject("serverless").put("cloud", "aws").put("region", "us-east-1");
    try {
      return forms.read(form);
    } catch (ControlException e) {
      throw new IllegalArgumentException(
          seed + ", index '" + name + "': " + ControlException.textOfFile(e), e);
    }
  }

  /**
   * Adds the files of an index: a file for each namespace, or a folder of files, as for imports.
   *
   * @param byFile the namespaces of the files that are not named after them
   */
  private static void addFiles(
      Path folder, Map<String, String> byFile, Map<String, SeededIndex.Namespace> namespaces) {
    for (Path child : children(folder)) {
      String name = byFile.get(String.valueOf(child.getFileName()));
      if (name == null) {
        name = namespaceOf(child);
      }
      List<RecordFile> files =
          namespaces
              .computeIfAbsent(name, unused -> new SeededIndex.Namespace(null, new ArrayList<>()))
              .files();
      if (Files.isDirectory(child)) {
        children(child).forEach(file -> files.add(RecordFile.of(file)));
      } else {
        files.add(RecordFile.of(child));
      }
    }
  }

  private static String namespaceOf(Path child) {
    try {
      String name =
          FileNames.decode(
              Files.isDirectory(child) ? String.valueOf(child.getFileName()) : baseName(child));
      return IndexState.listedName(Validation.namespace(name));
    } catch (RpcException e) {
      throw new IllegalArgumentException(child + ": " + ControlException.textOfFile(e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(child + ": " + e.getMessage(), e);
    }
  }

  /** Returns the name of a file without the suffix of its format. */
  private static String baseName(Path file) {
    String name = String.valueOf(file.getFileName());
    return ImportFormat.of(file)
        .map(format -> name.substring(0, name.length() - format.suffix().length()))
        .orElse(name);
  }

  /** Returns the files and directories in a directory by name, without hidden ones. */
  private static List<Path> children(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(child -> !String.valueOf(child.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be read", e);
    }
  }
}
