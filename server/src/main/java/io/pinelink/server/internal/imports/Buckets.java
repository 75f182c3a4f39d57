package io.pinelink.server.internal.imports;

import io.pinelink.server.internal.wire.RpcException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;

/** A mapping from addresses of object storage to local folders. */
public final class Buckets {
  private static final Pattern STORAGE = Pattern.compile("(s3|gs|https)://[^/]+.*");

  private final Map<String, Path> folders;
  private final String setting;

  /**
   * Creates a mapping.
   *
   * @param folders the folders by address prefix, which ends with a slash
   * @param setting the name of the setting that adds a folder
   */
  public Buckets(Map<String, Path> folders, String setting) {
    this.folders = Map.copyOf(folders);
    this.setting = setting;
  }

  /** Returns the address prefix of a bucket, which ends with a slash. */
  public static String prefix(String uri) {
    if (!STORAGE.matcher(uri).matches()) {
      throw new IllegalArgumentException(
          "bucket is '" + uri + "', expected a form such as s3://my-bucket/");
    }
    return uri.endsWith("/") ? uri : uri + "/";
  }

  /** Returns the folder for the address of an import; it need not exist. */
  Path folder(String uri) {
    if (uri.startsWith("file://")) {
      return local(uri);
    }
    if (!STORAGE.matcher(uri).matches()) {
      throw RpcException.invalid(
          "uri must begin with s3://, gs:// or https:// and name a bucket, got '" + uri + "'");
    }
    String slashed = uri.endsWith("/") ? uri : uri + "/";
    String prefix =
        folders.keySet().stream()
            .filter(slashed::startsWith)
            .max(Comparator.comparingInt(String::length))
            .orElseThrow(
                () ->
                    RpcException.invalid(
                        "EmbeddedPinecone has no folder for '%s': name one with %s"
                            .formatted(uri, setting)));
    Path root = folders.getOrDefault(prefix, Path.of("")).normalize();
    Path folder = within(root, slashed.substring(prefix.length()), uri);
    if (!folder.startsWith(root)) {
      throw RpcException.invalid("uri leads out of its bucket: '" + uri + "'");
    }
    return folder;
  }

  private static Path within(Path root, String path, String uri) {
    try {
      return root.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw RpcException.invalid("uri names no folder of this machine: '" + uri + "'");
    }
  }

  private static Path local(String uri) {
    try {
      return Path.of(URI.create(uri)).normalize();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw RpcException.invalid("uri is no local file: '" + uri + "'");
    }
  }
}
