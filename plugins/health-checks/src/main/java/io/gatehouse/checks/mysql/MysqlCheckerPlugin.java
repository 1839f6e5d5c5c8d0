package io.gatehouse.checks.mysql;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.checks.talk.TalkSpec;
import io.gatehouse.checks.talk.TalkSpec.Manner;

/** Reads a MySQL server's greeting and, with {@code user}, logs in without a password. */
public final class MysqlCheckerPlugin implements HealthCheckerPlugin {
  @Override
  public String name() {
    return "mysql-check";
  }

  @Override
  public HealthCheckerSpec parse(Arguments arguments) throws ArgumentException {
    MysqlTalk talk = new MysqlTalk("", false);
    if (arguments.hasNext()) {
      if (!arguments.accept("user")) {
        arguments.next("'user'");
        throw arguments.error("'option mysql-check' takes nothing but 'user'");
      }
      String user = arguments.next("the name of a user");
      boolean old = arguments.accept("pre-41");
      if (!old) {
        arguments.accept("post-41");
      }
      talk = new MysqlTalk(user, old);
    }
    return new TalkSpec(name(), talk, Manner.POLITE);
  }
}
