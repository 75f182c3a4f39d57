package io.pinelink.cli.network;

import io.pinelink.cli.output.OptionNames;
import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Diagnosis.Step;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A diagnosis as JSON. */
public final class DiagnosisFacts {
  private DiagnosisFacts() {}

  /** Returns the members of the JSON object. */
  public static Map<String, @Nullable Object> of(Diagnosis diagnosis) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("host", diagnosis.host());
    facts.put("kind", diagnosis.kind().map(DiagnosisFacts::word).orElse(null));
    facts.put("fallback", diagnosis.fallback());
    facts.put("at", diagnosis.at().toString());
    facts.put("dataCanFlow", diagnosis.dataCanFlow());
    facts.put("verdict", word(diagnosis.verdict()));
    facts.put(
        "deadAddresses",
        diagnosis.deadAddresses().stream().map(InetAddress::getHostAddress).toList());
    facts.put("steps", diagnosis.steps().stream().map(DiagnosisFacts::of).toList());
    return facts;
  }

  private static Map<String, @Nullable Object> of(Step step) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("check", word(step.check()));
    facts.put("status", word(step.status()));
    facts.put("seen", step.seen());
    facts.put("hint", step.hint().map(OptionNames::in).orElse(null));
    return facts;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
