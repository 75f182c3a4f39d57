package io.pinelink.contract.hostile;

import java.util.SplittableRandom;

/** Servers that answer every request. */
final class Honest {
  private Honest() {}

  /** Returns the script of a server of a protocol variant. */
  static ConnectionScript script(ProtocolVariant form) {
    return form.isHttp2()
        ? new Http2AttackScript(form, asked -> honestly())
        : new Http1AttackScript(asked -> honestly());
  }

  private static <A extends Enum<A>> AttackPlan.Step<A> honestly() {
    return new AttackPlan.Step<>(null, 0, new SplittableRandom(1));
  }
}
