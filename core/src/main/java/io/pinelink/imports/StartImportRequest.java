package io.pinelink.imports;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to import files. Each directory under the URI is a namespace, which must be new or
 * empty. For an index of vectors it contains Parquet files with the columns {@code id} (string),
 * {@code values} (list of float), optionally {@code sparse_values} (struct of {@code indices} and
 * {@code values}) and {@code metadata} (JSON text). For a document index it contains JSON Lines
 * files, which end in {@code .jsonl}: each line is a document, as {@link
 * io.pinelink.documents.Document#toJson} writes it.
 *
 * <pre>{@code
 * StartImportRequest.builder("s3://bucket/vectors/").integrationId(id).build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: startBulkImport, API version 2026-04; "Import data", API
 * version 2026-07.
 */
public final class StartImportRequest extends Built<StartImportRequest.Builder> {
  private static final int MAX_URI = 1_500;
  private static final int MAX_INTEGRATION_ID = 1_000;
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://\\S(.*\\S)?");

  private StartImportRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request to import files of a public bucket, until a record cannot be imported. */
  public static StartImportRequest from(String uri) {
    return builder(uri).build();
  }

  /**
   * Creates a builder for an import.
   *
   * @param uri 1 to 1,500 characters: {@code s3://…}, {@code gs://…}, or {@code https://…} for
   *     Azure Blob Storage. Other schemes are left to the server to refuse.
   */
  public static Builder builder(String uri) {
    return new Builder(uri);
  }

  public String uri() {
    return settings.uri;
  }

  public Optional<String> integrationId() {
    return Optional.ofNullable(settings.integrationId);
  }

  public ErrorMode errorMode() {
    return settings.errorMode;
  }

  /** Returns the URI without its query, which may contain a signature. */
  @Override
  public String toString() {
    int query = settings.uri.indexOf('?');
    String shown = query < 0 ? settings.uri : settings.uri.substring(0, query) + "?…";
    return "StartImportRequest[" + shown + ", " + settings.errorMode + "]";
  }

  /** Builds a {@link StartImportRequest}. */
  public static final class Builder extends Settings {
    private final String uri;
    private @Nullable String integrationId;
    private ErrorMode errorMode = ErrorMode.ABORT;

    private Builder(String uri) {
      Check.range("length of uri", uri.length(), 1, MAX_URI);
      if (!ADDRESS.matcher(uri).matches()) {
        throw new IllegalArgumentException(
            "uri is '" + uri + "', expected a form such as s3://bucket/path/");
      }
      this.uri = uri;
    }

    /**
     * Sets the storage integration that lets the service read the files, at most 1,000 characters.
     * Default: none, for a public bucket.
     */
    public Builder integrationId(String id) {
      Check.range("length of integrationId", id.length(), 1, MAX_INTEGRATION_ID);
      this.integrationId = id;
      return this;
    }

    /**
     * Sets the handling of records that cannot be imported. Default: {@link ErrorMode#ABORT}. The
     * mode is always sent, because the service's default is abort according to its clients and
     * continue according to its guide; abort is the safe choice, since it skips no records
     * unnoticed.
     */
    public Builder errorMode(ErrorMode mode) {
      this.errorMode = Objects.requireNonNull(mode, "errorMode is null");
      return this;
    }

    /** Builds the request. */
    public StartImportRequest build() {
      return new StartImportRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(uri, integrationId, errorMode);
    }
  }
}
