package io.gatehouse.vrrp.script;

/** A script will not be run; the message says why, to an operator. */
public final class ScriptRefused extends Exception {
  ScriptRefused(String message) {
    super(message);
  }
}
