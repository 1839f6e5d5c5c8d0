package io.gatehouse.gateway.rule;

import java.util.List;

/** Conditions and requests; each condition is asked about each request. */
final class OracleCases {
  private OracleCases() {}

  static final List<String> CONDITIONS =
      """
      { path /static }
      { path -i /STATIC }
      { path /static /x.jpg }
      { path_beg /static /images }
      { path_beg -i /static /images /javascript /stylesheets }
      { path_beg / }
      { path_beg /a/ /b/ /c/ /d/ /e/ /f/ /g/ /h/ /static/ }
      { path_end .jpg }
      { path_end -i .jpg .gif .png .css .js }
      { path_end -i .1 .2 .3 .4 .5 .6 .7 .JPG }
      { path_sub at }
      { path_sub -i JPG }
      { path_sub ticstatic }
      { path_dir static }
      { path_dir -i STATIC x }
      { path_dir /a/static/ }
      { path_dir / }
      { path_dir a/static }
      { path_dom json }
      { path_dom -i X }
      { path_dom /a }
      { path_len 1 }
      { path_len gt 10 }
      { path_len 5:8 }
      { path_len 5-8 }
      { path_len ge 3 lt 2 }
      { path_len lt 8 }
      { path_len le 7 eq 2 }
      { path_len :4 12: }
      { path_reg ^/s.*x$ }
      { path_reg -i \\.(jpg|gif)$ }
      { path_reg [[:digit:]]+ }
      { path_reg ^/[]a[]+$ }
      { path_reg x{2} }
      { path_reg {y} }
      { path_reg -i ^/(?:STATIC|images)(/|$) }
      { path_reg ^/a&&b$ }
      { url_beg http:// }
      { url_sub y=1 }
      { url_end =1 }
      { url_dir static }
      { url_dom example }
      { url_len gt 12 }
      { url /x.jpg?y=1 }
      { url_reg ^[^/:]*:// }
      { method GET }
      { method -i get }
      { method POST PUT }
      { method FOO }
      { method -i foo }
      { method -m beg P }
      { method -m str -i get }
      { hdr(host) a.example.com }
      { hdr(host) -i A.EXAMPLE.COM }
      { hdr(Host) -m beg a }
      { hdr_beg(host) www. }
      { hdr_beg(host) -i WWW. A. }
      { hdr_end(host) .com }
      { hdr_end(host) -i .COM:8080 }
      { hdr_dom(host) example }
      { hdr_dom(host) -i EXAMPLE.com }
      { hdr_dom(host) 8080 }
      { hdr_dom(host) xample }
      { hdr_dir(referer) static }
      { hdr_sub(user-agent) ozil }
      { hdr_reg(user-agent) -i ^MOZ }
      { hdr_len(host) gt 13 }
      { req.hdr_cnt(x-list) gt 1 }
      { hdr(x-list) b }
      { hdr(x-list) -m found }
      { hdr(x-list) -m len 1 }
      { hdr(x-empty) -m found }
      { req.hdr(x-list) -m end b c }
      { req.hdr_val(x-num) gt 10 }
      { req.hdr_val(x-num) 0:9 }
      { req.hdr_val(x-num) :100 }
      { req.hdr_val(x-num) 100: }
      { req.hdr_val(x-num) 42 43 44 }
      { req.hdr(x-num) -m int ge 42 }
      { req.hdr(x-num) -m bool }
      { req.hdr(x-num) -m found }
      { req.hdr(x-ip) -m ip 10.0.0.0/8 }
      { req.hdr(x-ip) -m ip 10.1.2.3 2001:db8::/32 }
      { req.hdr(x-ip) -m ip 0.0.0.0/0 }
      { req.hdr(x-ip) -m ip ::ffff:0:0/96 }
      { req.hdr(x-ip) -m ip 10.1.0.0/255.255.0.0 }
      { query -m found }
      { query -m beg f= y= }
      { path,lower /static }
      { path,lower -m beg /static }
      { path,lower,length 7 }
      { path,length gt 6 }
      { path -m len 7 }
      { path -m reg ^/x }
      { path -m bin 2f }
      { path -m bin 2f737461746963 }
      { path -m dir static }
      { path -- /static }
      { src 127.0.0.1 }
      { src 127.0.0.0/8 }
      { src 10.0.0.0/8 ::1 }
      { src ::ffff:127.0.0.0/104 }
      { src ::/0 }
      { always_true }
      { always_false }
      TRUE
      FALSE
      ! TRUE
      !!TRUE
      METH_GET
      METH_HEAD
      METH_POST !HTTP_1.0
      HTTP_1.1
      HTTP_1.0
      HTTP
      LOCALHOST
      HTTP_URL_ABS
      HTTP_URL_SLASH
      HTTP_CONTENT
      { path_beg /a } or { path_end g }
      { path_beg /static } { method GET } || { path /x.json }
      { path_beg /static } !{ method GET } || { path / }
      ! { path / }
      !{ path_beg /s } OR TRUE FALSE
      """
          .lines()
          .toList();

  static final List<String> REQUESTS =
      List.of(
          get("/", "Host: a.example.com"),
          get("/static", "Host: A.Example.COM:8080"),
          get("/STATIC/x", "Host: www.example.com", "X-List: a, b", "X-Num: 42"),
          get("/staticfoo", "Host: h", "X-List: a,b,c", "X-Num: 7, 120"),
          get("/a/static/x", "Host: example.com.evil", "X-IP: 10.1.2.3"),
          get("/x.JPG", "Host: b", "User-Agent: Mozilla/5.0", "X-IP: 2001:db8::5"),
          get("/x.jpg?y=1", "Host: b", "X-IP: ::ffff:10.9.9.9", "X-Num: 0"),
          get("/x?f=a.jpg", "Host: a.b", "X-IP: 1.2.3", "X-Num: -5"),
          get("/x.jpg/", "Host: a.b", "X-List: z", "X-List: b", "X-Num: abc"),
          get("/x.json", "Host: a.b", "Referer: http://h/static/y?z", "X-Empty:"),
          get("/%73tatic/x", "Host: a.b", "X-Num: 12abc"),
          get("/IMAGES", "Host: www.a.example.com"),
          get("/[a]", "Host: a.b"),
          get("/{y}xx", "Host: a.b"),
          get("http://www.example.com/static?q", "Host: www.example.com"),
          "POST /static HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab",
          "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
          "FOO /a HTTP/1.1\r\nHost: a\r\n\r\n",
          "foo /a&&b HTTP/1.1\r\nHost: a\r\n\r\n",
          "get / HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /old HTTP/1.0\r\n\r\n");

  private static String get(String target, String... fields) {
    return "GET " + target + " HTTP/1.1\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
  }
}
