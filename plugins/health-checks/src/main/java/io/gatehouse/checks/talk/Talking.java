package io.gatehouse.checks.talk;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.Dialing;
import io.gatehouse.api.check.Dialogue;
import io.gatehouse.api.check.Move;
import java.util.List;

/** Turn after turn until one fails. */
final class Talking implements Dialogue {
  private final List<Turn> turns;
  private final TalkSpec.Manner manner;
  private boolean connected;
  private boolean said;
  private int index;

  Talking(List<Turn> turns, TalkSpec.Manner manner) {
    this.turns = turns;
    this.manner = manner;
  }

  @Override
  public Move next() {
    if (!connected) {
      connected = true;
      boolean prompt = turns.getFirst().says().length > 0;
      return new Move.Connect(Dialing.STANDARD.polite(manner.polite()).prompt(prompt));
    }
    byte[] words = turns.get(index).says();
    if (words.length > 0 && !said) {
      said = true;
      return new Move.Say(words);
    }
    return Move.Listen.MORE;
  }

  @Override
  public Move heard(byte[] answer, boolean ended) {
    while (true) {
      Turn turn = turns.get(index);
      if (!ended && (answer.length == 0 || !turn.enough().test(answer))) {
        return Move.Listen.MORE;
      }
      CheckResult result = turn.verdict().apply(answer);
      index++;
      if (!result.status().passed() || index == turns.size()) {
        return new Move.Over(result);
      }
      said = false;
      if (turns.get(index).says().length > 0) {
        return next();
      }
    }
  }

  @Override
  public CheckResult failed(CheckResult usual) {
    boolean silent = said && usual.status() == CheckStatus.L7TOUT;
    return silent ? CheckResult.of(manner.timeout(), usual.info()) : usual;
  }
}
