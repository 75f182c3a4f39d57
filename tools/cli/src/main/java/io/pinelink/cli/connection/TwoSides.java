package io.pinelink.cli.connection;

import java.util.List;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of a command that connects to two indexes. Each side has every option of {@link
 * IndexConnection} with a prefix, such as {@code --from-index-name} and {@code --to-host}. The
 * options of {@link ClientConnection} without a prefix apply to both sides, unless a side has its
 * own. The command is written like this:
 *
 * <pre>{@code
 * @Command(name = "copy", modelTransformer = TwoSides.class)
 * final class CopyCommand implements Callable<Integer>, TwoSides.Command {
 *   @Spec CommandSpec command;
 *   @Mixin ClientConnection both = new ClientConnection();
 *   final IndexConnection from = new IndexConnection();
 *   final IndexConnection to = new IndexConnection();
 *
 *   public IndexConnection from() { return from; }
 *   public IndexConnection to() { return to; }
 *
 *   public Integer call() {
 *     TwoSides.complete(command);
 *     try (Pinelink source = from.open(); Pinelink target = to.open()) { … }
 *   }
 * }
 * }</pre>
 */
public final class TwoSides implements IModelTransformer {
  private static final List<String> PREFIXES = List.of("--from-", "--to-");

  /** A command with two sides. */
  public interface Command {
    /** Returns the side that is read. */
    IndexConnection from();

    /** Returns the side that is written, or compared. */
    IndexConnection to();
  }

  @Override
  public CommandSpec transform(CommandSpec spec) {
    if (spec.userObject() instanceof Command command) {
      add(spec, command.from(), PREFIXES.get(0));
      add(spec, command.to(), PREFIXES.get(1));
    }
    return spec;
  }

  private static void add(CommandSpec spec, IndexConnection side, String prefix) {
    CommandSpec options = CommandSpec.forAnnotatedObject(side);
    for (OptionSpec option : options.options()) {
      String name = option.longestName().substring(2);
      OptionSpec.Builder prefixed =
          OptionSpec.builder(option)
              .names(prefix + name)
              .hidden(spec.optionsMap().containsKey("--" + name));
      spec.addOption(prefixed.build());
    }
    side.prefix = prefix;
    side.client.command = spec;
  }

  /**
   * Gives the options that a side does not have the values of those without a prefix. Called first
   * when the command runs.
   */
  public static void complete(CommandSpec spec) {
    ParseResult parsed = spec.commandLine().getParseResult();
    for (OptionSpec option : spec.options()) {
      for (String prefix : PREFIXES) {
        String name = option.longestName();
        OptionSpec shared =
            name.startsWith(prefix)
                ? spec.optionsMap().get("--" + name.substring(prefix.length()))
                : null;
        if (shared != null && !parsed.hasMatchedOption(option)) {
          option.setValue(shared.getValue());
        }
      }
    }
  }
}
