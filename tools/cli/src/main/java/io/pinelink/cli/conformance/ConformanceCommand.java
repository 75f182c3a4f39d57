package io.pinelink.cli.conformance;

import io.pinelink.cli.conformance.RowCell.RouteSide;
import io.pinelink.cli.conformance.Verdict.Outcome;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.RoutePolicyText;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.Interruption;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks whether the service does what Pinelink assumes, with indexes of its own. */
@Command(
    name = "conformance",
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
      "  pinelink conformance --list",
      "  pinelink conformance --only counts-as-text,retired-versions --yes --rate 50",
    })
public final class ConformanceCommand implements Callable<Integer>, Interruption.Handled {
  private static final int MAX_RATE = 1_000;
  private static final int MILLIS = 1_000;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin ClientConnection connection = new ClientConnection();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin Confirmation confirmation = new Confirmation();

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
      converter = ServicePlan.Converter.class,
      description =
          "The plan of the project: starter, builder, standard or enterprise. Rows that need a"
              + " larger one are not tried. Default: ${DEFAULT-VALUE}.")
  ServicePlan plan = ServicePlan.STARTER;

  @Option(
      names = "--cloud",
      defaultValue = "aws",
      description = "The cloud of the indexes. Default: ${DEFAULT-VALUE}.")
  String cloud = "";

  @Option(
      names = "--region",
      defaultValue = "us-east-1",
      description = "The region of the indexes. Default: ${DEFAULT-VALUE}.")
  String region = "";

  @Option(
      names = "--private",
      description =
          "Checks data calls on the private route as well as on the public one. With"
              + " --route-policy private-required, only the private one is checked.")
  boolean alsoPrivate;

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

  @Override
  public Integer call() throws IOException {
    List<ConformanceRow> rows = rows();
    if (list) {
      return listed(rows);
    }
    if (rate < 1 || rate > MAX_RATE) {
      throw refused("--rate is not within 1 to " + MAX_RATE + ": " + rate);
    }
    checkReport();
    RunSettings settings = new RunSettings(plan, cloud, region, keep);
    RunPace pace =
        new RunPace(
            Duration.ofMillis(MILLIS / rate), Duration.ofMillis(Math.min(MILLIS, 5_000 / rate)));
    RunNames names = RunNames.random();
    ConformanceEngine engine =
        new ConformanceEngine(
            side -> connection.builder(names.all()).routePolicy(side.policy()),
            connection.apiKey(),
            connection.controlPlane(),
            journals(),
            pace,
            output::note);
    List<String> left = engine.cleanUp(cleanUp);
    if (cleanUp) {
      return finished(ExitCode.DONE, left);
    }
    return run(engine, settings, pace, names, rows);
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
    return row.protocols().stream().anyMatch(connection.protocols()::contains);
  }

  private int listed(List<ConformanceRow> rows) {
    Table table = Table.of("ROW", "AREA", "PLAN", "ASSUMPTION");
    List<Map<String, @Nullable Object>> json = new ArrayList<>();
    for (ConformanceRow row : rows) {
      table.row(row.id(), row.area(), row.plan().word(), row.assumption());
      Map<String, @Nullable Object> facts = new LinkedHashMap<>();
      facts.put("row", row.id());
      facts.put("area", row.area());
      facts.put("plan", row.plan().word());
      facts.put("assumption", row.assumption());
      facts.put("source", row.source());
      json.add(facts);
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("rows", json);
    output.print(all, table);
    return ExitCode.DONE.code();
  }

  private int run(
      ConformanceEngine engine,
      RunSettings settings,
      RunPace pace,
      RunNames names,
      List<ConformanceRow> rows)
      throws IOException {
    List<RowCell> cells = ConformanceRun.cells(rows, sides(), connection.protocols());
    List<RowCell> permitted =
        cells.stream().filter(cell -> settings.plan().includes(cell.row().plan())).toList();
    confirmation.require(
        "check "
            + rows.size()
            + " rows at "
            + connection.controlPlane()
            + ": "
            + RunEstimate.of(permitted).text(rate)
            + "; the indexes are named "
            + names.name("…")
            + (keep ? " and stay" : ""));
    RunInterruption interruption = RunInterruption.stopping(pace);
    try {
      ConformanceEngine.Ended ended =
          engine.run(names, settings, cells, new RunProgress(output, cells.size()));
      ended.report().write(report);
      return printed(ended);
    } finally {
      interruption.close();
    }
  }

  private Set<RouteSide> sides() {
    if (connection.routePolicy() == RoutePolicyText.PRIVATE_REQUIRED) {
      return EnumSet.of(RouteSide.PRIVATE);
    }
    return alsoPrivate ? EnumSet.allOf(RouteSide.class) : EnumSet.of(RouteSide.PUBLIC);
  }

  private int printed(ConformanceEngine.Ended ended) {
    Table table = Table.of("ROW", "OUTCOME", "SEEN");
    for (RowResult result : ended.report().results()) {
      table.row(result.cell().name(), result.verdict().outcome().text(), result.verdict().seen());
    }
    output.print(ended.report().summary(), table);
    output.note(counts(ended.report()) + "; the report is in " + report);
    RunPace.Ended early = ended.ended();
    if (early != null) {
      return finished(
          early.isByThrottling() ? ExitCode.OUT_OF_TIME : ExitCode.INTERRUPTED, ended.left());
    }
    boolean same = ended.report().count(Outcome.DIFFERENT) == 0;
    return finished(same ? ExitCode.DONE : ExitCode.FAILED, ended.left());
  }

  private static String counts(RunReport report) {
    List<String> counts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      counts.add(report.count(outcome) + " " + outcome.text());
    }
    return String.join(", ", counts);
  }

  /** Returns the exit code, unless indexes are left: the failure then names them. */
  private static int finished(ExitCode code, List<String> left) {
    if (left.isEmpty()) {
      return code.code();
    }
    throw new FailedCommand(
        code == ExitCode.DONE ? ExitCode.FAILED : code,
        "could not delete " + String.join(", ", left) + "; try pinelink conformance --clean-up");
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
}
