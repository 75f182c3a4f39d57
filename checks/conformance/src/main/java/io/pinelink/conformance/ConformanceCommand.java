package io.pinelink.conformance;

import io.pinelink.conformance.RowCell.RouteSide;
import io.pinelink.conformance.RowVerdict.Outcome;
import io.pinelink.error.PinelinkException;
import io.pinelink.internal.version.Version;
import io.pinelink.model.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks whether the service does what Pinelink assumes, with indexes of its own. */
@Command(
    name = "checks/conformance/run",
    mixinStandardHelpOptions = true,
    versionProvider = ConformanceCommand.VersionText.class,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Checks row by row whether the service does what Pinelink and its embedded server assume.",
      "Creates indexes of its own with small data, after a question, and deletes them. Writes a"
          + " report with every request and response, without secrets."
    },
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:everything that was tried is as expected",
      "1:something is different, or an index could not be deleted",
      "2:invalid usage",
      "7:the service throttled for too long",
      "130:interrupted"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  checks/conformance/run --list",
      "  checks/conformance/run --only counts-as-text,retired-versions --yes --rate 50",
    })
public final class ConformanceCommand implements Callable<Integer> {
  private static final int MAX_RATE = 1_000;
  private static final int MILLIS = 1_000;

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int THROTTLED = 7;
  private static final int INTERRUPTED = 130;

  private final String apiKey;
  private final Function<String, @Nullable String> answers;

  @Spec CommandSpec command = CommandSpec.create();

  @Option(names = "--list", description = "Lists the rows instead of checking them.")
  boolean list;

  @Option(
      names = "--only",
      paramLabel = "ROWS",
      split = ",",
      description = "The rows to check. Default: all that the plan permits.")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--plan",
      paramLabel = "PLAN",
      defaultValue = "starter",
      description =
          "The plan of the project: starter, builder, standard or enterprise. Rows that need a"
              + " larger one are not tried. Default: ${DEFAULT-VALUE}.")
  ServicePlan plan = ServicePlan.STARTER;

  @Option(
      names = "--cloud",
      paramLabel = "CLOUD",
      defaultValue = "aws",
      description = "The cloud of the indexes. Default: ${DEFAULT-VALUE}.")
  String cloud = "";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "The region of the indexes. Default: ${DEFAULT-VALUE}.")
  String region = "";

  @Option(
      names = "--control-plane",
      paramLabel = "URL",
      defaultValue = "https://api.pinecone.io",
      description = "The control plane. Default: ${DEFAULT-VALUE}.")
  String controlPlane = "";

  @Option(
      names = "--protocols",
      paramLabel = "PROTOCOLS",
      split = ",",
      defaultValue = "grpc,rest",
      description = "The protocols over which rows are checked. Default: ${DEFAULT-VALUE}.")
  List<Protocol> protocols = new ArrayList<>();

  @Option(
      names = "--routes",
      paramLabel = "ROUTES",
      split = ",",
      defaultValue = "public",
      description =
          "The routes on which rows of the data plane are checked: public, private or both."
              + " Default: ${DEFAULT-VALUE}.")
  List<RouteSide> routes = new ArrayList<>();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      defaultValue = "pinelink-conformance.json",
      description = "Where the report is written. Default: ${DEFAULT-VALUE}.")
  Path report = Path.of("");

  @Option(
      names = "--rate",
      paramLabel = "REQUESTS",
      defaultValue = "5",
      description = "The most requests in a second, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  int rate;

  @Option(names = "--keep", description = "Keeps the indexes until --clean-up.")
  boolean keep;

  @Option(
      names = "--clean-up",
      description = "Only deletes what earlier runs left or kept on this machine.")
  boolean cleanUp;

  @Option(
      names = "--journal",
      paramLabel = "DIRECTORY",
      description =
          "Where a run records the indexes that it creates, so that a later one can delete them."
              + " Default: .pinelink/conformance in the home directory.")
  @Nullable Path journal;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask before it creates something.")
  boolean yes;

  @Option(
      names = {"-j", "--json"},
      description = "Prints JSON.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Prints no progress.")
  boolean quiet;

  private ConformanceCommand(String apiKey, Function<String, @Nullable String> answers) {
    this.apiKey = apiKey;
    this.answers = answers;
  }

  /** Runs the check and exits with its exit code. */
  public static void main(String... args) {
    Logger.getLogger("").setLevel(Level.OFF);
    System.exit(
        commandLine(System.getenv("PINECONE_API_KEY"), ConformanceCommand::answer).execute(args));
  }

  private static @Nullable String answer(String question) {
    System.err.print(question);
    System.err.flush();
    try {
      return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
          .readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the program.
   *
   * @param answers asks the user a question; returns null if there is no input
   */
  static CommandLine commandLine(
      @Nullable String apiKey, Function<String, @Nullable String> answers) {
    CommandLine line =
        new CommandLine(new ConformanceCommand(apiKey == null ? "" : apiKey.strip(), answers));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          if (!(e instanceof PinelinkException
              || e instanceof IOException
              || e instanceof FixtureIndexes.WrongKeyException
              || e instanceof IllegalStateException)) {
            throw e;
          }
          failed.getErr().println(e.getMessage());
          return FAILED;
        });
    return line;
  }

  @Override
  public Integer call() throws IOException {
    List<ConformanceRow> rows = rows();
    if (list) {
      return listed(rows);
    }
    if (rate < 1 || rate > MAX_RATE) {
      throw refused("--rate is not within 1 to " + MAX_RATE + ": " + rate);
    }
    if (apiKey.isEmpty()) {
      throw refused("there is no API key: set PINECONE_API_KEY");
    }
    checkControlPlane();
    checkReport();
    RunSettings settings = new RunSettings(plan, cloud, region, keep);
    RunPace pace =
        new RunPace(
            Duration.ofMillis(MILLIS / rate), Duration.ofMillis(Math.min(MILLIS, 5_000 / rate)));
    RunNames names = RunNames.random();
    ConformanceEngine engine =
        new ConformanceEngine(
            CheckedService.at(controlPlane, apiKey),
            apiKey,
            controlPlane,
            journals(),
            pace,
            this::note);
    List<String> left = engine.cleanUp(cleanUp);
    if (cleanUp) {
      return finished(DONE, left);
    }
    return run(engine, settings, pace, names, rows);
  }

  private void note(String text) {
    if (!quiet) {
      command.commandLine().getErr().println(text);
    }
  }

  /** The client refuses a host that must not receive the key only when it is opened. */
  private void checkControlPlane() {
    String scheme = URI.create(controlPlane).getScheme();
    if (!"https".equals(scheme) && !"http".equals(scheme)) {
      throw refused("--control-plane is no URL: '" + controlPlane + "'");
    }
    CheckedService.at(controlPlane, apiKey).direct().build().close();
  }

  /** Checks before the run, which costs something, that its report can be written. */
  private void checkReport() {
    Path folder = report.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(report)) {
      throw refused("--report cannot be written: '" + report + "'");
    }
  }

  private List<ConformanceRow> rows() {
    Map<String, ConformanceRow> byId =
        Assumptions.all().stream()
            .collect(
                Collectors.toMap(ConformanceRow::id, row -> row, (a, b) -> a, LinkedHashMap::new));
    if (only.isEmpty()) {
      return byId.values().stream().filter(this::isOverProtocols).toList();
    }
    List<ConformanceRow> chosen = new ArrayList<>();
    for (String id : new LinkedHashSet<>(only)) {
      ConformanceRow row = byId.get(id);
      if (row == null) {
        throw refused("--only names no row: '" + id + "'; --list shows all");
      }
      if (!isOverProtocols(row)) {
        throw refused("--only and --protocols: '" + id + "' is not checked over these protocols");
      }
      chosen.add(row);
    }
    return chosen;
  }

  private boolean isOverProtocols(ConformanceRow row) {
    return row.protocols().stream().anyMatch(protocols::contains);
  }

  private int listed(List<ConformanceRow> rows) {
    List<Map<String, @Nullable Object>> facts = new ArrayList<>();
    List<List<String>> table =
        new ArrayList<>(List.of(List.of("ROW", "AREA", "PLAN", "ASSUMPTION")));
    for (ConformanceRow row : rows) {
      table.add(List.of(row.id(), row.area(), row.plan().word(), row.assumption()));
      Map<String, @Nullable Object> fact = new LinkedHashMap<>();
      fact.put("row", row.id());
      fact.put("area", row.area());
      fact.put("plan", row.plan().word());
      fact.put("assumption", row.assumption());
      fact.put("source", row.source());
      facts.add(fact);
    }
    print(Map.of("rows", facts), table);
    return DONE;
  }

  /** Prints JSON if it is wanted, and otherwise a table whose first row is its heading. */
  private void print(Map<String, ? extends @Nullable Object> object, List<List<String>> table) {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(ReportJson.indented(object));
      return;
    }
    int columns = table.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : table) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] + 2 - row.get(i).length()));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int run(
      ConformanceEngine engine,
      RunSettings settings,
      RunPace pace,
      RunNames names,
      List<ConformanceRow> rows)
      throws IOException {
    List<RowCell> cells =
        ConformanceRun.cells(rows, EnumSet.copyOf(routes), EnumSet.copyOf(protocols));
    List<RowCell> permitted =
        cells.stream().filter(cell -> settings.plan().includes(cell.row().plan())).toList();
    confirm(
        "check "
            + rows.size()
            + " rows at "
            + controlPlane
            + ": "
            + RunEstimate.of(permitted).text(rate)
            + "; the indexes are named "
            + names.name("…")
            + (keep ? " and stay" : ""));
    RunInterruption interruption = RunInterruption.stopping(pace);
    try {
      ConformanceEngine.Ended ended =
          engine.run(names, settings, cells, new RunProgress(this::note, cells.size()));
      ended.report().write(report);
      return printed(ended);
    } finally {
      interruption.close();
    }
  }

  private void confirm(String action) {
    if (yes) {
      return;
    }
    String answer = answers.apply("This will " + action + ". Continue? [y/N] ");
    if (answer == null) {
      throw refused("this would " + action + "; it cannot ask without input: add --yes");
    }
    if (!answer.strip().equalsIgnoreCase("y")) {
      throw new IllegalStateException("nothing was changed");
    }
  }

  private int printed(ConformanceEngine.Ended ended) {
    List<List<String>> table = new ArrayList<>(List.of(List.of("ROW", "OUTCOME", "SEEN")));
    for (RowResult result : ended.report().results()) {
      table.add(
          List.of(
              result.cell().name(),
              result.verdict().outcome().text(),
              result.verdict().seen().replaceAll("\\p{Cntrl}", " ")));
    }
    print(ended.report().summary(), table);
    note(counts(ended.report()) + "; the report is in " + report);
    RunPace.Ended early = ended.ended();
    if (early != null) {
      return finished(early.isByThrottling() ? THROTTLED : INTERRUPTED, ended.left());
    }
    return finished(ended.report().count(Outcome.DIFFERENT) == 0 ? DONE : FAILED, ended.left());
  }

  private static String counts(RunReport report) {
    List<String> counts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      counts.add(report.count(outcome) + " " + outcome.text());
    }
    return String.join(", ", counts);
  }

  /** Returns the exit code, and names indexes that are left. */
  private int finished(int code, List<String> left) {
    if (left.isEmpty()) {
      return code;
    }
    command
        .commandLine()
        .getErr()
        .println("could not delete " + String.join(", ", left) + "; try --clean-up");
    return code == DONE ? FAILED : code;
  }

  private Path journals() {
    Path given = journal;
    return given == null
        ? Path.of(System.getProperty("user.home"), ".pinelink", "conformance")
        : given;
  }

  private ParameterException refused(String reason) {
    return new ParameterException(command.commandLine(), reason);
  }

  /** The output of {@code --version}. */
  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"pinelink " + Version.current()};
    }
  }
}
