/* Other sites of the collection in this site's search. search.js fetches this where the foot of the page names any. */

var _ = function (m) { return (window.bsWords || {})[m] || m; };

var LIMIT = 10000; // ms after which one of them counts as not to be reached
var UNREACHED = _("{part} (not to be reached just now)");
var FOREIGN = _("{part} (its search is of another version)");

async function entryOf(root) {
  var address = new URL("pagefind/pagefind-entry.json", root);
  var answer = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(LIMIT) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/* The sisters whose index is there and of the same make as ours; of each other one `fault` says what it is. To Pagefind
   itself one that is missing would be the end of every search, and one of another make perhaps wrong results. */
export async function whoIsThere(root, sisters) {
  var ours = entryOf(root);
  ours.catch(function () {}); // search itself tells of that
  await Promise.all(
    sisters.map(async function (sister) {
      try {
        var theirs = await entryOf(sister.root);
        var own = await ours;
        // The second tells how pages are named: generator/write/same_bytes.py.
        sister.fault = theirs.version === own.version && theirs.naming === own.naming ? "" : FOREIGN;
      } catch (error) {
        sister.fault = UNREACHED;
      }
    }),
  );
  return sisters.filter(function (sister) { return !sister.fault; });
}

/* Join the sisters' indexes with the one that `start` started. */
export async function join(pagefind, sisters, start, ranking) {
  await pagefind.search(""); // our own index is whole, else there is nothing to join
  await Promise.all(
    sisters.map(function (sister) {
      var path = new URL(sister.root).pathname;
      var merged = pagefind.mergeIndex(path + "pagefind/", { baseUrl: path, ranking: ranking, mergeFilter: { part: sister.name } });
      return Promise.race([merged, tooLong()]).catch(function () {
        sister.fault = UNREACHED;
      });
    }),
  );
  var whole = sisters.filter(function (sister) { return !sister.fault; });
  if (whole.length === sisters.length) return;
  // Pagefind keeps an index that failed, and every search fails with it: begin anew without it.
  await pagefind.destroy();
  await start(pagefind);
  await join(pagefind, whole, start, ranking);
}

function tooLong() {
  return new Promise(function (resolve, reject) {
    window.setTimeout(function () { reject(new Error("too long")); }, LIMIT);
  });
}
