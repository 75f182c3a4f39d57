package io.pinelink.cli.transfer;

import io.pinelink.cli.data.JsonInput;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.JsonOutput;
import io.pinelink.internal.bulk.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code manifest.json} of an export: what was exported, and which files of each namespace
 * are complete. It is replaced as a whole after each file, so that an export that was killed
 * continues after the last complete one.
 */
final class ExportManifest {
  static final String NAME = "manifest.json";
  private static final String VERSION = "pinelinkExport";

  /** File systems allow 255 bytes; a namespace has up to 512 characters. */
  private static final int MAX_FOLDER = 120;

  /**
   * The facts of the export: the index, its family, the format, and the dimension if it has one.
   */
  final Map<String, @Nullable Object> facts = new LinkedHashMap<>();

  final List<Namespace> namespaces = new ArrayList<>();
  private final Path directory;

  ExportManifest(Path directory) {
    this.directory = directory;
  }

  /**
   * A namespace, and how far its export is. The default one is called {@code __default__}, so that
   * it is not exported twice.
   */
  static final class Namespace {
    final String name;
    final String folder;
    final List<Part> parts = new ArrayList<>();
    boolean complete;

    /** The token of the next page; null for the first page or if it is complete. */
    @Nullable String token;

    /** The last id that was exported. */
    @Nullable String last;

    Namespace(String name, String folder) {
      this.name = name;
      this.folder = folder;
    }

    long rows() {
      return parts.stream().mapToLong(Part::rows).sum();
    }
  }

  /** A complete file, with the SHA-256 digest of its content in hex. */
  record Part(String file, long rows, String sha256) {}

  /** Returns the path of a file. */
  Path path(Namespace namespace, Part part) {
    return directory.resolve(namespace.folder).resolve(part.file());
  }

  /**
   * Checks that all files have the content that was exported.
   *
   * @throws FailedCommand if one is missing, incomplete or changed
   */
  void checkFiles() {
    for (Namespace namespace : namespaces) {
      for (Part part : namespace.parts) {
        Path file = path(namespace, part);
        if (!Files.exists(file)) {
          throw FailedCommand.invalid("the export in '" + directory + "' lacks its file " + file);
        }
        if (!FileDigest.of(file).equals(part.sha256())) {
          throw FailedCommand.invalid(
              file
                  + " is incomplete or was changed since the export of its "
                  + part.rows()
                  + " rows: its SHA-256 digest is not the one in "
                  + NAME);
        }
      }
    }
  }

  /** Adds a namespace with a folder of its own, unless it is known. */
  void add(String name) {
    if (namespaces.stream().noneMatch(known -> known.name.equals(name))) {
      String plain = folder(name);
      String folder = plain;
      for (int i = 2; isTaken(folder); i++) {
        folder = plain + "~" + i;
      }
      namespaces.add(new Namespace(name, folder));
    }
  }

  /** Some file systems do not distinguish upper and lower case. */
  private boolean isTaken(String folder) {
    return namespaces.stream().anyMatch(known -> known.folder.equalsIgnoreCase(folder));
  }

  boolean isComplete() {
    return namespaces.stream().allMatch(namespace -> namespace.complete);
  }

  /** Returns whether a directory has an export. */
  static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(NAME));
  }

  /**
   * Reads the manifest of a directory.
   *
   * @throws FailedCommand if it is not one
   */
  static ExportManifest read(Path directory) {
    Path file = directory.resolve(NAME);
    try {
      Map<String, @Nullable Object> json = JsonInput.object(Files.readString(file));
      if (!Long.valueOf(1).equals(json.get(VERSION))) {
        throw new IllegalArgumentException("it has no " + VERSION + " 1");
      }
      ExportManifest manifest = new ExportManifest(directory);
      json.forEach(
          (name, value) -> {
            if (!name.equals(VERSION) && !name.equals("namespaces")) {
              manifest.facts.put(name, value);
            }
          });
      for (Object entry : JsonObjects.list(json, "namespaces")) {
        manifest.namespaces.add(namespace(JsonObjects.object(entry)));
      }
      return manifest;
    } catch (IOException | IllegalArgumentException e) {
      if (e instanceof IOException io) {
        throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), io);
      }
      throw new FailedCommand(
          ExitCode.INVALID, file + " is not the manifest of an export: " + e.getMessage(), e);
    }
  }

  private static Namespace namespace(Map<String, @Nullable Object> json) {
    Namespace namespace =
        new Namespace(JsonObjects.text(json, "namespace"), JsonObjects.text(json, "folder"));
    if (!namespace.folder.matches("[A-Za-z0-9_%-][A-Za-z0-9_%.~-]*")) {
      throw new IllegalArgumentException(
          "namespace '" + namespace.name + "' has the folder '" + namespace.folder + "'");
    }
    namespace.complete = Boolean.TRUE.equals(json.get("complete"));
    namespace.token = json.get("token") instanceof String token ? token : null;
    namespace.last = json.get("last") instanceof String last ? last : null;
    for (Object entry : JsonObjects.list(json, "files")) {
      Map<String, @Nullable Object> part = JsonObjects.object(entry);
      String name = JsonObjects.text(part, "name");
      if (!name.matches("part-[0-9]+\\.[a-z.]+")) {
        throw new IllegalArgumentException("a file is called '" + name + "'");
      }
      if (!(part.get("rows") instanceof Long rows)) {
        throw new IllegalArgumentException("the file '" + name + "' has no number of rows");
      }
      namespace.parts.add(new Part(name, rows, JsonObjects.text(part, "sha256")));
    }
    if (!Long.valueOf(namespace.rows()).equals(json.get("rows"))) {
      throw new IllegalArgumentException(
          "namespace '%s' has %s rows, but its files have %s"
              .formatted(namespace.name, json.get("rows"), namespace.rows()));
    }
    return namespace;
  }

  /** Returns the beginning of the name, with characters escaped that folders cannot have. */
  private static String folder(String namespace) {
    StringBuilder folder = new StringBuilder();
    for (int i = 0; i < namespace.length(); i++) {
      char c = namespace.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || (c == '.' && folder.length() > 0);
      folder.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return folder.substring(0, Math.min(folder.length(), MAX_FOLDER));
  }

  /** Replaces the file. */
  void save() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(VERSION, 1L);
    json.putAll(facts);
    json.put("namespaces", namespaces.stream().map(ExportManifest::json).toList());
    Path file = directory.resolve(NAME);
    try {
      DurableFile.replace(file, JsonOutput.indented(json));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, @Nullable Object> json(Namespace namespace) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("namespace", namespace.name);
    json.put("folder", namespace.folder);
    json.put("complete", namespace.complete);
    json.put("rows", namespace.rows());
    if (!namespace.complete) {
      json.put("token", namespace.token);
      json.put("last", namespace.last);
    }
    List<Map<String, Object>> files = new ArrayList<>();
    for (Part part : namespace.parts) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", part.file());
      one.put("rows", part.rows());
      one.put("sha256", part.sha256());
      files.add(one);
    }
    json.put("files", files);
    return json;
  }
}
