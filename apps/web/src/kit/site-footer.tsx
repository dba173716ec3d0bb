import { Logo } from './icons.js';
import { useReader } from './reader.js';
import { LanguageSwitch } from './site-header.js';

export function SiteFooter() {
  const { t, to } = useReader();
  return (
    <footer class="site-footer">
      <div class="wrap footer-columns">
        <div class="footer-about">
          <p class="logo">
            <Logo />
            <span>{t.layout.name}</span>
          </p>
          <p>{t.layout.slogan}.</p>
          <LanguageSwitch />
        </div>
        <nav aria-labelledby="footer-shopping">
          <h2 id="footer-shopping">{t.layout.shopping}</h2>
          <ul>
            <li>
              <a href={to('/cari')}>{t.layout.allCrafts}</a>
            </li>
            <li>
              <a href={to('/desa')}>{t.layout.villages}</a>
            </li>
            <li>
              <a href={to('/pesanan')}>{t.layout.myOrders}</a>
            </li>
          </ul>
        </nav>
        <nav aria-labelledby="footer-selling">
          <h2 id="footer-selling">{t.layout.selling}</h2>
          <ul>
            <li>
              <a href={to('/desk')}>{t.layout.desk}</a>
            </li>
            <li>
              <a href={to('/desk/baru')}>{t.layout.sell}</a>
            </li>
            <li>
              <a href={to('/tentang')}>{t.layout.about}</a>
            </li>
          </ul>
        </nav>
        <div class="footer-complaint">
          <h2>{t.layout.complaint}</h2>
          <p>{t.layout.complaintText}</p>
        </div>
      </div>
      <p class="wrap small">
        <a href={to('/tentang')}>{t.layout.attribution}</a>
      </p>
    </footer>
  );
}
