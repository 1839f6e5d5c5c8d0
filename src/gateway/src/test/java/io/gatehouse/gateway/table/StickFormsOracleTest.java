package io.gatehouse.gateway.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Less common forms of sticking and tracking, each in a backend that the host field names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StickFormsOracleTest {
  private static final String CLIENTS =
      """
      defaults
        mode http
        balance roundrobin
        timeout client 5s
        timeout server 5s
        timeout connect 2s
      frontend all
        bind 127.0.0.1:{0}
        use_backend %[req.hdr(host)]
      frontend proxied
        bind 127.0.0.1:{3}
        option accept-invalid-http-request
        default_backend urls
      frontend one
        bind 127.0.0.1:{1}
        http-request set-header id one
        default_backend answers
      frontend two
        bind 127.0.0.1:{2}
        http-request set-header id two
        default_backend answers
      backend answers
        http-request return status 200 content-type text/plain lf-string "%[req.hdr(id)]" hdr set-cookie "JSESSIONID=%[path,bytes(1)]; Path=/" if { path_beg /new }
        http-request return status 200 content-type text/plain lf-string "%[req.hdr(id)]" hdr key "%[path]"
      """;

  private static final String KEYS =
      """
      backend integers
        stick-table type integer size 9 expire 1m store http_req_cnt
        http-request track-sc0 src
        http-request track-sc1 req.hdr_ip(x) table numbers
        stick on src
        SERVERS
      backend numbers
        stick-table type integer size 9 expire 1m store http_req_cnt
      backend headers
        stick-table type integer size 9 expire 1m
        stick on req.hdr_ip(x)
        SERVERS
      backend urls
        stick-table type ip size 9 expire 1m store http_req_cnt
        http-request track-sc0 url_ip
        http-request return status 200 content-type text/plain lf-string "%[url_ip] %[url_port]"
      backend seen
        stick-table type string len 9 size 9 expire 1m store gpc0,http_err_cnt,bytes_out_cnt
        http-response track-sc0 res.hdr(key)
        http-response sc-inc-gpc0(0)
        SERVERS
      """;

  private static final String RULES =
      """
      backend unremembered
        stick-table type string len 9 size 9 expire 1m
        stick on path
        server one 127.0.0.1:{1} non-stick
        server two 127.0.0.1:{2}
      backend stored
        stick-table type string len 9 size 9 expire 1m
        stick store-request path
        SERVERS
      backend modern
        stick-table type string len 9 size 9 expire 1m
        stick on url_param(JSESSIONID,;)
        stick store-response res.cook(JSESSIONID)
        SERVERS
      backend full
        stick-table type string len 9 size 2 nopurge
        stick on path
        SERVERS
      backend persisting
        option persist
        stick-table type string len 9 size 9 expire 1m
        stick on path
        SERVERS
      """;

  private final Pair pair;

  StickFormsOracleTest() throws IOException {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    String servers = "server one 127.0.0.1:{1}\n  server two 127.0.0.1:{2}";
    this.pair = Pair.start(CLIENTS + (KEYS + RULES).replace("SERVERS", servers));
  }

  @AfterAll
  void end() {
    pair.close();
  }

  /** What both answer to {@code GET uri} of this host. */
  private String get(String host, String uri, String... fields) throws IOException {
    String more = fields.length == 0 ? "" : "|" + String.join("|", fields);
    return same("GET " + uri + " HTTP/1.1|Host: " + host + more + "|Connection: close");
  }

  private String same(String request) throws IOException {
    Pair.Both both = pair.ask(0, request);
    assertThat(both.ours()).as(request).isEqualTo(both.theirs());
    return both.ours();
  }

  private String say(String line) throws IOException {
    Pair.Both both = pair.settled(line);
    assertThat(both.ours()).as(line).isEqualTo(both.theirs());
    return both.ours();
  }

  @Test
  void addressesBecomeIntegers() throws IOException {
    String first = get("integers", "/");
    for (String x : "1.2.3.4 ::1 ::ffff:1.2.3.5 2002:102:306::1 ::1.2.3.7 1.2.3.4".split(" ")) {
      assertThat(get("integers", "/", "X: " + x)).isEqualTo(first);
    }
    assertThat(say("show table integers")).contains("key=2130706433 ", "http_req_cnt=7");
    assertThat(say("show table numbers")).contains("used:1", "key=16909060 ", "http_req_cnt=2");
  }

  @Test
  void sessionsStickByAddressesOfFieldsAsIntegers() throws IOException {
    String first = get("headers", "/", "X: 1.2.3.4");
    String second = get("headers", "/", "X: 255.255.255.255");
    assertThat(second).isNotEqualTo(first);
    get("headers", "/", "X: ::1");
    assertThat(get("headers", "/", "X: 1.2.3.4")).isEqualTo(first);
    assertThat(get("headers", "/", "X: 255.255.255.255")).isEqualTo(second);
    assertThat(say("show table headers")).contains("used:2", "key=4294967295 ");
  }

  @Test
  void addressIsReadFromTheUrl() throws IOException {
    String text =
        """
        http://1.2.3.4/ 1.2.3.4 1.2.3.4 80
        HTTP://1.2.3.4:/ 1.2.3.4: 1.2.3.4 80
        https://9.8.7.6/x 9.8.7.6 9.8.7.6 443
        https://9.8.7.6:/x 9.8.7.6: 9.8.7.6 443
        hTtPs://9.8.7.6:44/x 9.8.7.6:44 9.8.7.6 44
        """;
    for (String line : text.split("\n")) {
      String[] words = line.split(" ", 3);
      String target = "GET " + words[0] + " HTTP/1.1|Host: " + words[1] + "|Connection: close";
      assertThat(urls(target)).isEqualTo("200 " + words[2]);
    }
    for (String url :
        ("/ ftp://1.2.3.4/ http://u@1.2.3.4/ /http://1.2.3.4/ xhttp://1.2.3.4/ http://1.2.3/"
                + " http://[::1]/ http://1.2.3.4.5/ http://1.2.3.256/ http://1..2.3/ http://h/")
            .split(" ")) {
      assertThat(urls("GET " + url + " HTTP/1.0")).isEqualTo("200  ");
    }
    say("show table urls");
  }

  private String urls(String request) throws IOException {
    Pair.Both both = pair.ask(3, request);
    assertThat(both.ours()).as(request).isEqualTo(both.theirs());
    return both.ours();
  }

  @Test
  void countersFollowWhatIsKnownAtTheAnswer() throws IOException {
    get("seen", "/a");
    get("seen", "/b");
    get("seen", "/a");
    assertThat(say("show table seen")).contains("used:2", "key=/a use=0 exp=T gpc0=2");
  }

  @Test
  void serverThatIsNotToStickIsNotRemembered() throws IOException {
    for (int i = 0; i < 4; i++) {
      get("unremembered", "/" + i);
    }
    for (int i = 0; i < 4; i++) {
      get("unremembered", "/" + i);
    }
    assertThat(say("show table unremembered")).doesNotContain("server_id=1");
  }

  @Test
  void whatIsStoredOnlyIsNotFollowed() throws IOException {
    String first = get("stored", "/");
    assertThat(get("stored", "/")).isNotEqualTo(first);
    assertThat(get("stored", "/")).isEqualTo(first);
    assertThat(say("show table stored")).contains("used:1", "server_id=");
  }

  @Test
  void sessionsOfApplicationsStickByCookieOfTheAnswerAndPath() throws IOException {
    String first = get("modern", "/new1");
    String second = get("modern", "/new2");
    assertThat(second).isNotEqualTo(first);
    for (int i = 0; i < 3; i++) {
      assertThat(get("modern", "/p;JSESSIONID=new1")).isEqualTo(first);
      assertThat(get("modern", "/p;x=1;JSESSIONID=new2")).isEqualTo(second);
    }
    get("modern", "/p;JSESSIONID=new1?q=1");
    get("modern", "/p;jsessionid=new1");
    say("show table modern");
  }

  @Test
  void fullTableTakesNoNewSession() throws IOException {
    String first = get("full", "/1");
    String second = get("full", "/2");
    for (int i = 0; i < 3; i++) {
      get("full", "/3");
      assertThat(get("full", "/1")).isEqualTo(first);
      assertThat(get("full", "/2")).isEqualTo(second);
    }
    assertThat(say("show table full")).contains("used:2", "key=/1 ", "key=/2 ");
    say("clear table full key /1");
    String third = get("full", "/3");
    assertThat(get("full", "/3")).isEqualTo(third);
  }

  @Test
  void sessionsGoToServersThatAreDownWhereAsked() throws IOException {
    String first = get("persisting", "/1");
    say("set server persisting/" + first.substring(4) + " state maint");
    assertThat(get("persisting", "/1")).isEqualTo(first);
    assertThat(get("persisting", "/2")).isNotEqualTo(first);
    say("set server persisting/" + first.substring(4) + " state ready");
  }
}
