package io.pinelink.cli.watch;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.DialText;
import io.pinelink.cli.connection.ListenText;
import io.pinelink.cli.connection.ResolverOptions;
import io.pinelink.cli.connection.SecondsText;
import io.pinelink.cli.connection.WebHookOptions;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.Interruption;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Shutdown;
import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.DiagnosisOptions;
import io.pinelink.doctor.Doctor;
import io.pinelink.doctor.watch.RouteWatch;
import io.pinelink.doctor.watch.WatchMetric;
import io.pinelink.doctor.watch.WatchedHost;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks routes again and again until a signal stops it, and reports what changes. */
@Command(
    name = "watch",
    description =
        "Checks the routes to indexes again and again, as pinelink doctor does, until SIGTERM or"
            + " Ctrl-C. Prints one line for the first check of each host and for each change,"
            + " serves metrics for Prometheus at /metrics, and sends changes to a web hook. At"
            + " /health it returns 200 while it checks. Changes nothing.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:stopped by a signal; with --once, data can flow to all hosts",
      "1:could not listen on an address; with --once, data cannot flow to a host",
      "2:invalid usage, or not the host of an index",
      "4:with --once, there is no index at a host",
      "5:with --once, the key is not permitted to read an index",
      "8:the host book could not be read",
      "9:with --once, a monthly quota is used up",
      "130:with --once, interrupted"
    })
public final class WatchCommand implements Callable<Integer>, Interruption.Handled {
  private static final int DEFAULT_PORT = 9464;
  private static final ListenText LOOPBACK =
      new ListenText(new DialText("127.0.0.1", DEFAULT_PORT), true);
  private static final Duration BACKOFF = Duration.ofSeconds(1);

  @Mixin ClientConnection connection = new ClientConnection();
  @Mixin ResolverOptions resolvers = new ResolverOptions();
  @Mixin WebHookOptions webHook = new WebHookOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "HOST",
      description =
          "The hosts of indexes, in public or private form, or the names of indexes in the host"
              + " book. Default: all indexes of the host book.")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "60",
      converter = SecondsText.class,
      description =
          "The time from the start of a check of a host to the next one, 1 to 86400. Default:"
              + " ${DEFAULT-VALUE}.")
  Duration interval = Duration.ofMinutes(1);

  @Option(
      names = "--jitter",
      paramLabel = "PART",
      defaultValue = "0.1",
      description =
          "The part of the interval by which it varies at random, 0 to 1, so that many machines do"
              + " not check at the same time. Default: ${DEFAULT-VALUE}.")
  double jitter;

  @Option(
      names = "--rise",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "The number of checks in a row that must find an improvement before it is reported."
              + " Default: ${DEFAULT-VALUE}.")
  int rise;

  @Option(
      names = "--fall",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "The number of checks in a row that must find a deterioration before it is reported."
              + " Default: ${DEFAULT-VALUE}.")
  int fall;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "The maximum number of hosts checked at once, 1 to 64. Default: ${DEFAULT-VALUE}.")
  int concurrency;

  @Option(
      names = "--certificate-days",
      paramLabel = "DAYS",
      defaultValue = "14",
      description =
          "A certificate that expires in fewer days is reported, 0 to 3650. Default:"
              + " ${DEFAULT-VALUE}.")
  int certificateDays;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS[:PORT]",
      converter = ListenText.Converter.class,
      description =
          "The address of the metrics, which contain the names of hosts but no keys. Port 0 is any"
              + " free one. Default: 127.0.0.1:"
              + DEFAULT_PORT
              + ".")
  @Nullable ListenText listen;

  @Option(
      names = "--once",
      description = "Checks each host once, prints its line, and ends. Serves no metrics.")
  boolean once;

  @Override
  public Integer call() {
    if (once && listen != null) {
      throw connection.refused("--once and --listen: there is nothing to serve after one check");
    }
    List<IndexHosts> watched = watched();
    try (Shutdown shutdown = Shutdown.watch();
        Pinelink client = connection.open(scopes(watched));
        WebHook hook = newWebHook()) {
      ChangeLog log = new ChangeLog(output, watched.size());
      RouteWatch.Builder builder = settings(client).listener(log);
      if (hook != null) {
        builder.listener(hook);
      }
      try (RouteWatch watch = builder.start()) {
        if (once) {
          watched.forEach(watch::add);
          boolean all = shutdown.await(log.checkedAll());
          Thread.interrupted(); // An interrupt that ended the wait would also end the web hook.
          return shutdown.exitCode((all ? code(watch.hosts()) : ExitCode.INTERRUPTED).code());
        }
        try (MetricsServer server = serve(watch, hook, log)) {
          output.note("metrics: " + server.url());
          watched.forEach(watch::add);
          shutdown.await();
          Thread.interrupted();
          return shutdown.exitCode(ExitCode.DONE.code());
        }
      }
    }
  }

  /** Returns the code of the host with the worst verdict. */
  private static ExitCode code(List<WatchedHost> hosts) {
    return hosts.stream()
        .map(host -> host.diagnosis().map(Diagnosis::verdict).orElse(Verdict.UNREACHABLE))
        .max(Comparator.naturalOrder())
        .map(ExitCode::of)
        .orElse(ExitCode.DONE);
  }

  private RouteWatch.Builder settings(Pinelink client) {
    DiagnosisOptions options;
    try {
      options = resolvers.diagnosis();
    } catch (IllegalArgumentException e) {
      throw connection.refused("--resolver: " + e.getMessage());
    }
    try {
      RouteWatch.Builder builder =
          RouteWatch.builder(hosts -> Doctor.of(client).check(hosts, options))
              .interval(interval)
              .jitter(jitter)
              .rise(rise)
              .fall(fall)
              .concurrency(concurrency)
              .certificateWarning(Duration.ofDays(certificateDays));
      // No host is checked again while the checks of others last.
      return once ? builder.interval(Duration.ofDays(1)) : builder;
    } catch (IllegalArgumentException e) {
      throw connection.refused(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable WebHook newWebHook() {
    return webHook.url().map(url -> new WebHook(url, webHook, BACKOFF, output::note)).orElse(null);
  }

  private MetricsServer serve(RouteWatch watch, @Nullable WebHook hook, ChangeLog log) {
    InetSocketAddress address;
    try {
      ListenText given = listen == null ? LOOPBACK : listen;
      address = given.at(given.hasPort() ? given.address().port() : DEFAULT_PORT);
    } catch (IllegalArgumentException e) {
      throw connection.refused("--listen: " + e.getMessage());
    }
    try {
      return MetricsServer.start(
          address, () -> metrics(watch, hook), () -> log.isRecent(interval.multipliedBy(2)));
    } catch (IOException e) {
      throw new FailedCommand(
          ExitCode.FAILED,
          "cannot listen on %s: %s; choose another address with --listen"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  private static byte[] metrics(RouteWatch watch, @Nullable WebHook hook) {
    List<WatchMetric> metrics = new ArrayList<>(WatchMetric.of(watch.hosts(), Instant.now()));
    if (hook != null) {
      metrics.add(hook.metric());
    }
    return PrometheusText.of(metrics);
  }

  /** Returns the hosts to watch, in a form that names each in one way. */
  private List<IndexHosts> watched() {
    HostBook book = connection.book();
    List<IndexHosts> all = new ArrayList<>();
    if (hosts.isEmpty()) {
      book.entries().stream().map(WatchCommand::hosts).forEach(all::add);
    }
    for (String text : hosts) {
      all.add(
          book.find(text)
              .map(WatchCommand::hosts)
              .orElseGet(() -> IndexHosts.given(connection.host(text).text())));
    }
    if (all.isEmpty()) {
      throw connection.refused(
          "there is no host: give HOST, or --host-book with a book that has indexes");
    }
    Map<String, IndexHosts> distinct = new LinkedHashMap<>();
    for (IndexHosts each : all) {
      connection.host(each.host());
      distinct.putIfAbsent(each.host(), each);
    }
    if (distinct.size() > RouteWatch.MAX_HOSTS) {
      throw connection.refused(
          "hosts are " + distinct.size() + ", expected up to " + RouteWatch.MAX_HOSTS);
    }
    return List.copyOf(distinct.values());
  }

  private static IndexHosts hosts(HostBook.Entry entry) {
    return new IndexHosts(entry.host(), entry.privateHost(), Route.Source.HOST_BOOK);
  }

  private List<ConnectRule.Dial> scopes(List<IndexHosts> watched) {
    return watched.stream()
        .flatMap(each -> Stream.concat(Stream.of(each.host()), each.privateHost().stream()))
        .flatMap(each -> connection.scopes(each).stream())
        .distinct()
        .toList();
  }
}
