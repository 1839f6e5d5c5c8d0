package io.gatehouse.gateway;

import io.gatehouse.api.vip.VipSettings;
import io.gatehouse.api.vip.VipSettings.NoServer;
import io.gatehouse.gateway.vip.MailOptions;
import io.gatehouse.gateway.vip.MailOptions.StartTls;
import io.gatehouse.gateway.vip.VipOptions;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings {@code gatehouse.vip.*} and {@code gatehouse.mail.*} of docs/settings.md. */
final class VipValues {
  static final String PROVIDER = "gatehouse.vip.provider";
  static final String LEASED = "gatehouse.vip.leased";
  static final String LEASE = "gatehouse.vip.lease";
  static final String NO_SERVER = "gatehouse.vip.no-server";
  static final String NO_SERVER_WEIGHT = "gatehouse.vip.no-server-weight";
  static final String ANNOUNCEMENTS = "gatehouse.vip.announcements-per-second";
  static final String STUCK = "gatehouse.vip.stuck";
  static final String MAIL_USER = "gatehouse.mail.user";
  static final String MAIL_PASSWORD = "gatehouse.mail.password";
  static final String MAIL_STARTTLS = "gatehouse.mail.starttls";

  static final Set<String> NAMES =
      Set.of(
          PROVIDER,
          LEASED,
          LEASE,
          NO_SERVER,
          NO_SERVER_WEIGHT,
          ANNOUNCEMENTS,
          STUCK,
          MAIL_USER,
          MAIL_PASSWORD,
          MAIL_STARTTLS);

  private static final Pattern TIME = Pattern.compile("(\\d{1,7})(ms|s)");
  private static final int HIGHEST_PRIORITY = 254;
  private static final int MOST_ANNOUNCEMENTS = 1_000;

  private final SmallRyeConfig config;

  private VipValues(SmallRyeConfig config) {
    this.config = config;
  }

  static VipOptions read(SmallRyeConfig config) {
    return new VipValues(config).options();
  }

  private VipOptions options() {
    VipOptions usual = VipOptions.DEFAULT;
    VipSettings settings = usual.settings();
    return new VipOptions(
        text(PROVIDER, usual.provider()),
        new VipSettings(
            bool(LEASED, settings.leased()),
            time(LEASE),
            word(NO_SERVER, NoServer.class, settings.noServer()),
            number(NO_SERVER_WEIGHT, settings.noServerWeight(), HIGHEST_PRIORITY),
            number(ANNOUNCEMENTS, settings.announcementsPerSecond(), MOST_ANNOUNCEMENTS)),
        time(STUCK),
        new MailOptions(
            text(MAIL_USER, ""),
            text(MAIL_PASSWORD, ""),
            word(MAIL_STARTTLS, StartTls.class, usual.mail().startTls())));
  }

  private String text(String name, String usual) {
    return config.getOptionalValue(name, String.class).orElse(usual);
  }

  private boolean bool(String name, boolean usual) {
    String text = text(name, String.valueOf(usual));
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong(name, text, "true or false");
    }
    return text.equals("true");
  }

  /** Zero is {@code auto}. */
  private Duration time(String name) {
    String text = text(name, "auto");
    if (text.equals("auto")) {
      return Duration.ZERO;
    }
    Matcher time = TIME.matcher(text);
    if (time.matches()) {
      long amount = Long.parseLong(time.group(1));
      if (amount > 0) {
        return time.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
      }
    }
    throw wrong(name, text, "auto or a time such as 500ms or 2s");
  }

  private int number(String name, int usual, int most) {
    String text = text(name, String.valueOf(usual));
    if (text.matches("\\d{1,6}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw wrong(name, text, "a number from 1 to " + most);
  }

  private <E extends Enum<E>> E word(String name, Class<E> words, E usual) {
    String text = text(name, usual.name().toLowerCase(Locale.ROOT));
    StringBuilder known = new StringBuilder();
    for (E word : words.getEnumConstants()) {
      String spelt = word.name().toLowerCase(Locale.ROOT);
      if (spelt.equals(text)) {
        return word;
      }
      known.append(known.isEmpty() ? "" : ", ").append(spelt);
    }
    throw wrong(name, text, known.toString());
  }

  private static IllegalArgumentException wrong(String name, String text, String expected) {
    return new IllegalArgumentException("%s is '%s', expected %s".formatted(name, text, expected));
  }
}
