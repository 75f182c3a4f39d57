package io.pinelink.local;

import io.pinelink.local.datalog.DataKeeper;
import io.pinelink.local.seed.Seed;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.server.Setting;
import io.pinelink.server.internal.product.ProductSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A builder for {@link LocalServer}. It is not thread-safe. It can start several servers. */
public final class LocalServerBuilder {
  private static final Pattern TOKEN = Pattern.compile("[!-~]{16,1000}");

  private final EmbeddedPineconeBuilder server;
  private @Nullable String serverApiToken;
  private boolean readyAtStart = true;
  private final List<Seed> seeds = new ArrayList<>();
  private LocalProduct.@Nullable Export export;
  private @Nullable Path requestLog;
  private @Nullable Path data;
  private SavePolicy save = SavePolicy.always();
  private Function<Setting, String> settingNames = Setting::javaName;
  long smallData = DataKeeper.SMALL;

  LocalServerBuilder(EmbeddedPineconeBuilder server) {
    this.server = server;
  }

  /**
   * Sets the token of the server's own HTTP interface under {@code /_pinelink/} on {@link
   * io.pinelink.server.Listener#CONTROL}. Calls then need the header {@code Authorization: Bearer
   * TOKEN}, and may come from other machines. Without a token, which is the default, only calls
   * from loopback are accepted, unless a header such as {@code X-Forwarded-For} shows that they
   * come through a proxy.
   *
   * <p>A proxy on the same machine that adds no such header would pass on the calls of others: set
   * a token, or let the proxy refuse {@code /_pinelink/}. Over plaintext, the token can be read in
   * the network. It is neither logged nor part of any response.
   *
   * @param token 16 to 1,000 visible ASCII characters
   * @throws IllegalArgumentException if {@code token} has another form; the message does not
   *     contain it
   */
  public LocalServerBuilder serverApiToken(String token) {
    if (!TOKEN.matcher(Objects.requireNonNull(token, "token is null")).matches()) {
      throw new IllegalArgumentException(
          settingNames.apply(Setting.SERVER_API_TOKEN)
              + " is not 16 to 1000 visible ASCII characters");
    }
    this.serverApiToken = token;
    return this;
  }

  /**
   * Loads data into the first project at the start; call it again for more seeds. Default: none.
   *
   * <p>A seed is a directory that {@link LocalServer#export} wrote or that has the same layout, or
   * one file with the records of one namespace. The guide to the embedded server describes both
   * under "Data from files, and back". All of a seed is loaded, or nothing if any of it is invalid,
   * and reads see it at once. If the project has indexes before its first seed, because the server
   * kept them from an earlier run, the seeds are not loaded.
   *
   * @throws IllegalArgumentException at the start, if the seed is invalid or defines an index that
   *     exists; the message names the file, the line and the field
   */
  public LocalServerBuilder seed(Path seed) {
    Objects.requireNonNull(seed, "seed is null");
    seeds.add(new Seed(null, seed));
    return this;
  }

  /**
   * Loads records into one index of the first project at the start, like {@link #seed(Path)}.
   *
   * @param index the name of the index, which is created if an earlier seed did not create it
   * @param records a file, or a folder with a file for each namespace
   */
  public LocalServerBuilder seed(String index, Path records) {
    Objects.requireNonNull(index, "index is null");
    Objects.requireNonNull(records, "records is null");
    seeds.add(new Seed(index, records));
    return this;
  }

  /**
   * Exports the first project when the server is closed, as {@link LocalServer#export} does, with
   * all writes that were acknowledged. If the export fails, {@link LocalServer#close} throws once
   * everything is closed. Default: none.
   *
   * @param directory missing, empty or an earlier export, which is replaced
   * @throws IllegalArgumentException at the start, if the directory contains anything else
   */
  public LocalServerBuilder exportOnClose(Path directory, ExportFormat format) {
    Objects.requireNonNull(directory, "directory is null");
    Objects.requireNonNull(format, "format is null");
    this.export = new LocalProduct.Export(directory, format);
    return this;
  }

  /**
   * Appends each request to a file as one line of JSON, as soon as its outcome is known and before
   * its response is sent. The file is created if it is missing. Unlike {@link
   * EmbeddedPinecone#requests()}, it is not bounded. Default: no file.
   *
   * <p>A line has the member {@code time}, the UTC time at which the outcome was known, and the
   * members of {@link io.pinelink.server.RecordedRequest}; absent statuses are null. API keys and
   * tokens are replaced by {@code ***}. A line that cannot be written is lost; the first such
   * failure is logged as a warning.
   */
  public LocalServerBuilder requestLog(Path file) {
    this.requestLog = Objects.requireNonNull(file, "file is null");
    return this;
  }

  /**
   * Keeps everything in a directory, from which a later server continues: projects, API keys,
   * users, service accounts, invites, indexes with their data, collections, backups, schedules and
   * jobs. The directory is created if it is missing; one server uses it at a time. Tokens of the
   * admin API, private endpoints, faults and requests are not kept. Default: data is in memory
   * only.
   *
   * <p>What the directory has takes precedence over the builder's settings, with these exceptions:
   * the first project is created if it is missing, as are API keys of it that {@link
   * EmbeddedPineconeBuilder#apiKeys} names, and the service account of {@link
   * EmbeddedPineconeBuilder#clientCredentials}. In local mode, an index gets its port again if the
   * port is free.
   *
   * @see #save
   */
  public LocalServerBuilder data(Path directory) {
    this.data = Objects.requireNonNull(directory, "directory is null").toAbsolutePath();
    return this;
  }

  /**
   * Sets when changes are saved in the directory of {@link #data}. Default: {@link
   * SavePolicy#always()}.
   */
  public LocalServerBuilder save(SavePolicy policy) {
    this.save = Objects.requireNonNull(policy, "policy is null");
    return this;
  }

  /**
   * Lets the server's interface answer 503 until {@link LocalServer#markReady}, for a program that
   * prepares the server after its start, for example by creating indexes. The service itself is
   * served from the start. Default: ready once it has started.
   */
  public LocalServerBuilder notReadyAtStart() {
    this.readyAtStart = false;
    return this;
  }

  /**
   * Sets the names of settings in messages, also in messages {@linkplain
   * EmbeddedPineconeBuilder#settingNames of the server}, for a program that offers the settings
   * under its own names, such as command-line options. It applies to settings that are set after
   * it.
   */
  public LocalServerBuilder settingNames(Function<Setting, String> settingNames) {
    this.settingNames = Objects.requireNonNull(settingNames, "settingNames is null");
    server.settingNames(settingNames);
    return this;
  }

  /**
   * Starts a server.
   *
   * @throws IllegalArgumentException as {@link EmbeddedPineconeBuilder#start} does, or if a seed is
   *     invalid, or an export would replace other files
   * @throws IllegalStateException as {@link EmbeddedPineconeBuilder#start} does, or if the server
   *     only counts but has a data directory
   * @throws java.io.UncheckedIOException as {@link EmbeddedPineconeBuilder#start} does, or if the
   *     request log cannot be opened, a seed cannot be read, or the data directory cannot be
   *     written, is in use by another server, is damaged, or was written by a newer server
   */
  public LocalServer start() {
    LocalProduct product =
        new LocalProduct(
            new LocalProduct.Settings(
                requestLog,
                data,
                save,
                smallData,
                serverApiToken,
                readyAtStart,
                List.copyOf(seeds),
                export,
                settingNames));
    ProductSettings.add(server, product);
    EmbeddedPinecone pinecone = server.start();
    product.servedBy(pinecone);
    return new LocalServer(pinecone, product);
  }
}
