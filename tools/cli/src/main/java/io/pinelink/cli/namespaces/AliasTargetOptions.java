package io.pinelink.cli.namespaces;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An alias, and the namespace that it will stand for. */
final class AliasTargetOptions {
  @Mixin AliasOption alias = new AliasOption();

  @Option(
      names = "--target",
      required = true,
      paramLabel = "NAMESPACE",
      description = "The namespace that the alias stands for.")
  String target = "";

  /** Returns the name of the alias. */
  String name() {
    return alias.name();
  }

  /** Returns the namespace. */
  String target() {
    return target;
  }
}
