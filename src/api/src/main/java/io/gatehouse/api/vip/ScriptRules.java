package io.gatehouse.api.vip;

/**
 * Who runs scripts ({@code script_user}, {@code enable_script_security}).
 *
 * @param user empty is {@code keepalived_script} where that user exists, otherwise the process's
 * @param group empty is the user's own
 * @param secure refuses scripts that others than root could have written when root would run them
 */
public record ScriptRules(String user, String group, boolean secure) {
  public static final ScriptRules DEFAULT = new ScriptRules("", "", false);
}
