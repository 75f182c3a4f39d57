package io.pinelink.cli.namespaces;

import io.pinelink.cli.connection.IndexConnection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The name of the namespace that a command is about. */
final class NamespaceOption {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The namespace; __default__ is the default one. The same as --namespace.")
  @Nullable String name;

  /** Returns the name, which {@code --namespace} may have too. */
  String name(IndexConnection connection) {
    if (name != null) {
      if (connection.hasNamespace() && !connection.namespace().equals(name)) {
        throw new ParameterException(
            command.commandLine(),
            "--name is '" + name + "' and --namespace is '" + connection.namespace() + "'");
      }
      return name;
    }
    if (!connection.hasNamespace()) {
      throw new ParameterException(command.commandLine(), "name the namespace: --name NAME");
    }
    return connection.namespace();
  }
}
