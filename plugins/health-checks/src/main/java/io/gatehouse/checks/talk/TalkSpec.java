package io.gatehouse.checks.talk;

import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.Dialogue;
import io.gatehouse.api.check.DialogueSpec;

/** A kind of check that holds a {@link Talk} with each server. */
public record TalkSpec(String name, Talk talk, Manner manner) implements DialogueSpec {

  /**
   * How a protocol deals with connections.
   *
   * @param polite closed with a goodbye instead of a reset
   * @param timeout what it means that the server does not answer in time
   */
  public record Manner(boolean polite, CheckStatus timeout) {
    public static final Manner RESET = new Manner(false, CheckStatus.L7TOUT);
    public static final Manner POLITE = new Manner(true, CheckStatus.L7TOUT);
  }

  @Override
  public Dialogue begin(CheckScene scene) {
    return new Talking(talk.turns(), manner);
  }
}
